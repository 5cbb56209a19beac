import * as React from "react";
import type { PageDescription, ViewDescription } from "../description";
import { formattedValue, lookupTable, plainText, type WebApiRow } from "../form/webApiRow";
import type { ListColumn } from "./listQuery";

export interface RowTableProps {
  readonly view: ViewDescription;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly WebApiRow[];
  readonly tables: PageDescription["tables"];
  readonly recordUrl: (table: string, id: string) => string | undefined;
  /** What may be done with one row. */
  readonly command?: (row: WebApiRow) => React.ReactNode;
}

/** Rows by a view's layout. */
export function RowTable(props: RowTableProps): React.ReactElement {
  const { view, columns, rows, command } = props;
  return (
    <div className="list-scroll" tabIndex={0} role="region" aria-label={view.title}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" style={{ minWidth: column.width }}>
                {view.columns[column.name]?.label ?? column.name}
              </th>
            ))}
            {command ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column, place) => (
                <td key={column.name}>{cell(props, row, column.name, place === 0)}</td>
              ))}
              {command ? <td>{command(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A cell: the value as the service writes it; the first one, and every lookup, leads to its record. */
function cell(
  { tables, view, recordUrl }: RowTableProps,
  row: WebApiRow,
  name: string,
  first: boolean,
): React.ReactNode {
  const lookup = `_${name}_value`;
  const key = lookup in row ? lookup : name;
  const value = row[key];
  const text = formattedValue(row, key) ?? plainText(value);
  const table = tables[view.table];
  if (first && table) {
    const id = row[table.primaryIdColumn];
    const url = typeof id === "string" ? recordUrl(table.logicalName, id) : undefined;
    return url === undefined ? text : <a href={url}>{text || "---"}</a>;
  }
  const target = lookupTable(row, key);
  const url = target !== undefined && typeof value === "string" ? recordUrl(target, value) : undefined;
  return url === undefined ? text : <a href={url}>{text}</a>;
}
