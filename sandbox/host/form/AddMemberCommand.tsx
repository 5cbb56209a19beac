import * as React from "react";
import { fill, type PageStrings } from "../app/pageStrings";
import type { TableDescription } from "../description";
import { RecordPicker } from "./RecordPicker";
import { callAction, messageOf, type Send } from "./serviceRows";

export interface AddMemberCommandProps {
  /** Of the marketing list. */
  readonly id: string;
  /** The list's own kind of member: accounts, contacts or leads. */
  readonly members: TableDescription;
  readonly strings: PageStrings;
  readonly send: Send;
}

/** Which table the members of a list are of, by `list.createdfromcode`. */
export const memberTables: Readonly<Record<number, string>> = { 1: "account", 2: "contact", 4: "lead" };

/** Stands for the Manage Members command of a static list: one member at a time, looked up by name. */
export function AddMemberCommand({ id, members, strings, send }: AddMemberCommandProps): React.ReactElement {
  const [picking, setPicking] = React.useState(false);
  const [result, setResult] = React.useState<string>();
  const tables = React.useMemo(() => [members], [members]);
  const add = ({ id: EntityId, name = "" }: ComponentFramework.LookupValue): void => {
    setPicking(false);
    callAction(send, `lists(${id})/Microsoft.Dynamics.CRM.AddMemberList`, { EntityId }).then(
      () => {
        setResult(fill(strings.memberAdded, name));
      },
      (error: unknown) => {
        setResult(messageOf(error));
      },
    );
  };
  return (
    <>
      <button
        type="button"
        aria-expanded={picking}
        onClick={() => {
          setPicking(!picking);
        }}
      >
        {strings.addMember}
      </button>
      {picking ? (
        <RecordPicker
          tables={tables}
          strings={strings}
          send={send}
          pick={add}
          close={() => {
            setPicking(false);
          }}
        />
      ) : null}
      {result === undefined ? null : (
        <span role="status" className="command-result">
          {result}
        </span>
      )}
    </>
  );
}
