import * as React from "react";
import type { PageStrings } from "../app/pageStrings";
import type { TableDescription } from "../description";
import { messageOf, readRows, type Send } from "./serviceRows";
import { plainText } from "./webApiRow";

export interface RecordPickerProps {
  readonly tables: readonly TableDescription[];
  readonly strings: PageStrings;
  readonly send: Send;
  readonly pick: (record: ComponentFramework.LookupValue) => void;
  readonly close: () => void;
}

const MOST_FOUND = 8;

async function find(
  send: Send,
  { logicalName, entitySetName, primaryIdColumn, primaryNameColumn }: TableDescription,
  text: string,
): Promise<ComponentFramework.LookupValue[]> {
  if (primaryNameColumn === undefined) return [];
  const filter = `contains(${primaryNameColumn},'${text.replace(/'/g, "''")}')`;
  const rows = await readRows(
    send,
    `${entitySetName}?$select=${primaryNameColumn}&$top=${String(MOST_FOUND)}&$orderby=${primaryNameColumn}` +
      (text === "" ? "" : `&$filter=${encodeURIComponent(filter)}`),
  );
  return rows.map((row) => ({
    id: plainText(row[primaryIdColumn]),
    name: plainText(row[primaryNameColumn]),
    entityType: logicalName,
  }));
}

/** Looks records up by name, for a lookup or a subgrid. Escape closes it. */
export function RecordPicker({ tables, strings, send, pick, close }: RecordPickerProps): React.ReactElement {
  const [text, setText] = React.useState("");
  const [found, setFound] = React.useState<readonly ComponentFramework.LookupValue[]>([]);
  const [fault, setFault] = React.useState<string>();
  const input = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    input.current?.focus();
  }, []);
  React.useEffect(() => {
    let left = false;
    Promise.all(tables.map((table) => find(send, table, text))).then(
      (all) => {
        if (!left) setFound(all.flat().slice(0, MOST_FOUND));
      },
      (error: unknown) => {
        if (!left) setFault(messageOf(error));
      },
    );
    return () => {
      left = true;
    };
  }, [tables, text, send]);
  return (
    <div
      className="record-picker"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <input
        ref={input}
        className="field-input"
        type="search"
        aria-label={strings.search}
        placeholder={strings.search}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      {fault ? <div role="alert">{fault}</div> : null}
      <ul>
        {found.map((record) => (
          <li key={record.id}>
            <button
              type="button"
              onClick={() => {
                pick(record);
              }}
            >
              {record.name ?? record.id}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
