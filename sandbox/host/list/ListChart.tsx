import * as React from "react";
import type { ChartDescription, TableDescription } from "../description";
import { messageOf, readRows, type Send } from "../form/serviceRows";
import { formattedValue, plainText, type WebApiRow } from "../form/webApiRow";
import { chartQuery } from "./listQuery";

export interface ListChartProps {
  readonly chart: ChartDescription;
  readonly table: TableDescription;
  /** The query of the view whose rows are charted. */
  readonly viewXml: string;
  readonly noRows: string;
  /** Counts the times that the page was refreshed. */
  readonly round: number;
  readonly send: Send;
}

/** A saved chart as a table of bars: whoever cannot see them reads the same numbers. */
export function ListChart(props: ListChartProps): React.ReactElement {
  const { chart, table, viewXml, noRows, round, send } = props;
  const [rows, setRows] = React.useState<readonly WebApiRow[]>();
  const [fault, setFault] = React.useState<string>();
  React.useEffect(() => {
    let left = false;
    const load = async (): Promise<readonly WebApiRow[]> => {
      const fetchXml = encodeURIComponent(chartQuery(chart.fetchXml, viewXml));
      return readRows(send, `${table.entitySetName}?fetchXml=${fetchXml}`);
    };
    load().then(
      (loaded) => {
        if (left) return;
        setRows(loaded);
        setFault(undefined);
      },
      (error: unknown) => {
        if (!left) setFault(messageOf(error));
      },
    );
    return () => {
      left = true;
    };
  }, [chart, table, viewXml, round, send]);

  const values = (rows ?? []).flatMap((row) => chart.series.map(({ alias }) => Number(row[alias] ?? 0)));
  const most = Math.max(0, ...values);
  const shown = (row: WebApiRow, alias: string): string =>
    formattedValue(row, alias) ?? plainText(row[alias]);
  return (
    <section className="chart" aria-label={chart.title}>
      {fault ? <p role="alert">{fault}</p> : null}
      {rows?.length === 0 ? <p>{noRows}</p> : null}
      {rows && rows.length > 0 ? (
        <table>
          <caption>{chart.title}</caption>
          <thead>
            <tr>
              <td />
              {chart.series.map(({ alias, label }) => (
                <th key={alias} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <th scope="row">{chart.categories.map((alias) => shown(row, alias) || "–").join(" · ")}</th>
                {chart.series.map(({ alias }) => (
                  <td key={alias}>
                    <span
                      className="chart-bar"
                      style={{ width: `${String(most === 0 ? 0 : (Number(row[alias] ?? 0) / most) * 70)}%` }}
                    />
                    {shown(row, alias) || "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
