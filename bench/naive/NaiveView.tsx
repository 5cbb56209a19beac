import * as React from "react";
import type { Job } from "./jobs";

interface NaiveViewProps {
  readonly id: string;
  readonly job: Job | undefined;
  readonly webApi: ComponentFramework.WebApi;
}

/** Shows what the job came to, once all of it is there. */
export function NaiveView({ id, job, webApi }: NaiveViewProps): JSX.Element {
  const [lines, setLines] = React.useState<readonly string[]>();
  React.useEffect(() => {
    let gone = false;
    void job?.(webApi, id).then((read) => {
      if (!gone) setLines(read);
    });
    return () => {
      gone = true;
    };
  }, [id, job]);
  return (
    <ul className={lines === undefined ? "Bench loading" : "Bench painted"}>
      {lines?.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
