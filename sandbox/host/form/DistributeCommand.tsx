import * as React from "react";
import { fill, type PageStrings } from "../app/pageStrings";
import { callAction, messageOf, type Send } from "./serviceRows";
import { plainText, type WebApiRow } from "./webApiRow";

export interface DistributeCommandProps {
  /** Of the campaign activity. */
  readonly id: string;
  readonly subject: string;
  readonly strings: PageStrings;
  readonly send: Send;
}

/** What is made, by `campaignactivity.channeltypecode`. */
const activities: Readonly<Record<number, string>> = {
  1: "phonecall",
  2: "appointment",
  3: "letter",
  5: "fax",
  7: "email",
};

/**
 * The Distribute command of a campaign activity. Like the real client's it goes straight to the service: no event of the form
 * is raised, and no script of the form can stand in its way.
 */
export function DistributeCommand(props: DistributeCommandProps): React.ReactElement {
  const { id, strings, send } = props;
  const [asking, setAsking] = React.useState(false);
  const [subject, setSubject] = React.useState("");
  const [result, setResult] = React.useState<string>();
  const dialog = React.useRef<HTMLDialogElement>(null);
  React.useEffect(() => {
    if (asking && dialog.current?.open === false) dialog.current.showModal();
  }, [asking]);

  const distribute = async (): Promise<void> => {
    const response = await send(`campaignactivities(${id})?$select=channeltypecode`, {});
    const { channeltypecode } = (await response.json()) as WebApiRow;
    const activity = activities[Number(channeltypecode)] ?? "email";
    const answer = await callAction(
      send,
      `campaignactivities(${id})/Microsoft.Dynamics.CRM.DistributeCampaignActivity`,
      {
        Propagate: true,
        Activity: { "@odata.type": `Microsoft.Dynamics.CRM.${activity}`, subject },
        OwnershipOptions: "Caller",
        SendEmail: activity === "email",
        PostWorkflowEvent: false,
      },
    );
    setResult(
      fill(strings.distributed, plainText(answer.successcount) || "0", plainText(answer.failurecount) || "0"),
    );
  };

  return (
    <>
      <button
        type="button"
        onClick={() => {
          setSubject(props.subject);
          setResult(undefined);
          setAsking(true);
        }}
      >
        {strings.distribute}
      </button>
      {result === undefined ? null : (
        <span role="status" className="command-result">
          {result}
        </span>
      )}
      {asking ? (
        <dialog
          ref={dialog}
          className="host-dialog"
          aria-labelledby="distribute-question"
          onCancel={() => {
            setAsking(false);
          }}
        >
          <p id="distribute-question">{strings.distributeQuestion}</p>
          <label className="form-label" htmlFor="distribute-subject">
            {strings.subject}
          </label>
          <input
            id="distribute-subject"
            className="field-input"
            value={subject}
            onChange={(event) => {
              setSubject(event.target.value);
            }}
          />
          <div className="host-dialog-buttons">
            <button
              type="button"
              className="primary"
              onClick={() => {
                setAsking(false);
                distribute().catch((error: unknown) => {
                  setResult(messageOf(error));
                });
              }}
            >
              {strings.distribute}
            </button>
            <button
              type="button"
              onClick={() => {
                setAsking(false);
              }}
            >
              {strings.cancel}
            </button>
          </div>
        </dialog>
      ) : null}
    </>
  );
}
