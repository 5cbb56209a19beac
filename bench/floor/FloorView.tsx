import * as React from "react";

interface FloorViewProps {
  readonly table: string;
  readonly id: string;
  readonly webApi: ComponentFramework.WebApi;
}

/** Asks for one column of one row, and shows it. */
export function FloorView({ table, id, webApi }: FloorViewProps): JSX.Element {
  const [shown, setShown] = React.useState<string>();
  React.useEffect(() => {
    let gone = false;
    void webApi.retrieveRecord(table, id, "?$select=createdon").then((row) => {
      if (!gone) setShown(String(row.createdon));
    });
    return () => {
      gone = true;
    };
  }, [table, id]);
  return <p className={shown === undefined ? "Bench loading" : "Bench painted"}>{shown}</p>;
}
