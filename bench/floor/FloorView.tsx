import * as React from "react";

interface FloorViewProps {
  readonly accountId: string;
  readonly webApi: ComponentFramework.WebApi;
}

/** Asks for one column of one row, and shows it. */
export function FloorView({ accountId, webApi }: FloorViewProps): JSX.Element {
  const [name, setName] = React.useState<string>();
  React.useEffect(() => {
    let gone = false;
    void webApi.retrieveRecord("account", accountId, "?$select=name").then((account) => {
      if (!gone) setName(String(account.name));
    });
    return () => {
      gone = true;
    };
  }, [accountId]);
  return <p className={name === undefined ? "Bench.Floor loading" : "Bench.Floor painted"}>{name}</p>;
}
