import * as React from "react";
import type { PageStrings } from "../app/pageStrings";
import type { PageDescription, SubgridDescription } from "../description";
import { readLayout, relatedQuery } from "../list/listQuery";
import { RowTable } from "../list/RowTable";
import type { FormRecord } from "../pcf/context";
import { itemCommands } from "./itemCommands";
import { RecordPicker } from "./RecordPicker";
import { messageOf, readPage, type Send } from "./serviceRows";
import { plainText, type WebApiRow } from "./webApiRow";

export interface SubgridProps {
  readonly subgrid: SubgridDescription;
  /** How often a script had it read its rows again. */
  readonly refreshed: number;
  /** The control that the subgrid is. */
  readonly control: string;
  /** Told how many rows there are, each time they have been read. */
  readonly gridLoaded: (control: string, total: number) => void;
  readonly record: FormRecord;
  readonly editable: boolean;
  readonly tables: PageDescription["tables"];
  readonly strings: PageStrings;
  readonly send: Send;
  readonly recordUrl: (table: string, id: string) => string | undefined;
}

const MOST_ROWS = 25;

/** The rows that belong to the form's record. Lists can be put on campaigns and their activities here, and taken off. */
export function Subgrid(props: SubgridProps): React.ReactElement | null {
  const { subgrid, refreshed, record, tables, strings, send, editable, control, gridLoaded } = props;
  const { view, link } = subgrid;
  const target = tables[view.table];
  const columns = React.useMemo(() => readLayout(view.layoutXml), [view.layoutXml]);
  const [rows, setRows] = React.useState<readonly WebApiRow[]>();
  const [fault, setFault] = React.useState<string>();
  const [picking, setPicking] = React.useState(false);
  const [round, setRound] = React.useState(0);
  const commands = itemCommands(send, record, view.table);

  React.useEffect(() => {
    if (record.id === "" || !target) return undefined;
    let left = false;
    const fetchXml = relatedQuery(view.fetchXml, link, record.id, MOST_ROWS);
    readPage(send, `${target.entitySetName}?fetchXml=${encodeURIComponent(fetchXml)}`).then(
      ({ rows: read, total }) => {
        if (left) return;
        setRows(read);
        gridLoaded(control, total);
      },
      (error: unknown) => {
        if (!left) setFault(messageOf(error));
      },
    );
    return () => {
      left = true;
    };
  }, [record.id, target, view, link, send, round, refreshed, control, gridLoaded]);

  if (!target) return null;
  const doing = (work: Promise<unknown>): void => {
    setPicking(false);
    work.then(
      () => {
        setFault(undefined);
        setRound((before) => before + 1);
      },
      (error: unknown) => {
        setFault(messageOf(error));
      },
    );
  };
  const id = (row: WebApiRow): string => plainText(row[target.primaryIdColumn]);
  const { remove } = commands ?? {};
  return (
    <div className="list subgrid">
      {commands && editable && record.id !== "" ? (
        <div className="subgrid-commands">
          <button
            type="button"
            aria-expanded={picking}
            onClick={() => {
              setPicking(!picking);
            }}
          >
            {strings.addExisting}
          </button>
        </div>
      ) : null}
      {picking && commands ? (
        <RecordPicker
          tables={[target]}
          strings={strings}
          send={send}
          pick={(picked) => {
            doing(commands.add(picked.id));
          }}
          close={() => {
            setPicking(false);
          }}
        />
      ) : null}
      {fault ? (
        <div className="control-fault" role="alert">
          {fault}
        </div>
      ) : null}
      {rows?.length ? (
        <RowTable
          view={view}
          columns={columns}
          rows={rows}
          tables={tables}
          recordUrl={props.recordUrl}
          command={
            editable && remove
              ? (row) => (
                  <button
                    type="button"
                    onClick={() => {
                      doing(remove(id(row)));
                    }}
                  >
                    {strings.remove}
                  </button>
                )
              : undefined
          }
        />
      ) : (
        <p className="page-loading">{rows || record.id === "" ? strings.noRows : strings.loading}</p>
      )}
    </div>
  );
}
