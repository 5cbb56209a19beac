import * as React from "react";
import { Icon } from "../app/icons";
import { fill, type PageStrings } from "../app/pageStrings";
import type { PageDescription, ViewDescription } from "../description";
import { messageOf, readAnswer, type Send } from "../form/serviceRows";
import type { WebApiRow } from "../form/webApiRow";
import { pageOfQuery, readCookie, readLayout } from "./listQuery";
import { ListChart } from "./ListChart";
import { RowTable } from "./RowTable";

export interface ListPageProps {
  readonly description: PageDescription;
  readonly view: ViewDescription;
  readonly strings: PageStrings;
  readonly send: Send;
  readonly viewUrl: (viewId: string) => string;
  readonly newUrl: string | undefined;
  readonly recordUrl: (table: string, id: string) => string | undefined;
}

const ROWS_A_PAGE = 50;

interface Page {
  readonly rows: readonly WebApiRow[];
  readonly total?: number;
  readonly more: boolean;
  readonly cookie?: string;
}

/** A view: its columns by its layout, its rows by its query, a page at a time. */
export function ListPage(props: ListPageProps): React.ReactElement {
  const { description, view, strings, send } = props;
  const table = description.tables[view.table];
  const columns = React.useMemo(() => readLayout(view.layoutXml), [view.layoutXml]);
  const [number, setNumber] = React.useState(1);
  const [round, setRound] = React.useState(0);
  const [cookies, setCookies] = React.useState<readonly (string | undefined)[]>([]);
  const [page, setPage] = React.useState<Page>();
  const [fault, setFault] = React.useState<string>();
  const [chartId, setChartId] = React.useState(view.charts[0]?.id ?? "");
  const chart = view.charts.find(({ id }) => id === chartId);

  const cookie = cookies[number - 1];
  React.useEffect(() => {
    let left = false;
    const load = async (): Promise<Page> => {
      if (!table) throw new Error(`There is no table ${view.table}.`);
      const fetchXml = pageOfQuery(view.fetchXml, number, ROWS_A_PAGE, cookie);
      const answer = await readAnswer(
        send,
        `${table.entitySetName}?fetchXml=${encodeURIComponent(fetchXml)}`,
      );
      return {
        rows: answer.value,
        total: answer["@Microsoft.Dynamics.CRM.totalrecordcount"],
        more: answer["@Microsoft.Dynamics.CRM.morerecords"] ?? false,
        cookie: readCookie(answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]),
      };
    };
    load().then(
      (loaded) => {
        if (left) return;
        setPage(loaded);
        setFault(undefined);
      },
      (error: unknown) => {
        if (!left) setFault(messageOf(error));
      },
    );
    return () => {
      left = true;
    };
  }, [table, view, number, cookie, round, send]);

  React.useEffect(() => {
    document.title = view.title;
  }, [view.title]);

  const turn = (to: number): void => {
    setCookies((before) => {
      const after = [...before];
      after[to - 1] = to > number ? page?.cookie : before[to - 1];
      return after;
    });
    setPage(undefined);
    setNumber(to);
  };

  return (
    <>
      <div className="command-bar" role="toolbar" aria-label={strings.commands}>
        {props.newUrl ? (
          <a className="command" href={props.newUrl}>
            <Icon name="plus" /> {strings.newRecord}
          </a>
        ) : null}
        <button
          type="button"
          onClick={() => {
            setPage(undefined);
            setRound((before) => before + 1);
          }}
        >
          <Icon name="refresh" /> {strings.refresh}
        </button>
      </div>
      <main className="page" id="main">
        {fault ? (
          <div className="page-fault" role="alert">
            <strong>{strings.cannotShow}.</strong> {fault}
          </div>
        ) : null}
        <div className="list">
          <header className="list-header">
            <h1>{view.title}</h1>
            {view.others.length > 0 ? (
              <select
                aria-label={strings.view}
                value={view.id}
                onChange={(event) => {
                  window.location.assign(props.viewUrl(event.target.value));
                }}
              >
                {[{ id: view.id, title: view.title }, ...view.others].map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.title}
                  </option>
                ))}
              </select>
            ) : null}
            {view.charts.length > 0 ? (
              <select
                aria-label={strings.chart}
                value={chartId}
                onChange={(event) => {
                  setChartId(event.target.value);
                }}
              >
                <option value="">{strings.noChart}</option>
                {view.charts.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            ) : null}
          </header>
          {chart && table ? (
            <ListChart
              chart={chart}
              table={table}
              viewXml={view.fetchXml}
              noRows={strings.noRows}
              round={round}
              send={send}
            />
          ) : null}
          {page === undefined && fault === undefined ? (
            <p className="page-loading" role="status">
              {strings.loading}
            </p>
          ) : null}
          {page?.rows.length === 0 ? <p className="page-loading">{strings.noRows}</p> : null}
          {page && page.rows.length > 0 ? (
            <RowTable
              view={view}
              columns={columns}
              rows={page.rows}
              tables={description.tables}
              recordUrl={props.recordUrl}
            />
          ) : null}
          {page ? (
            <footer className="list-footer">
              <span>{page.total === undefined || page.total < 0 ? "" : fill(strings.rows, page.total)}</span>
              <span>
                <button
                  type="button"
                  disabled={number === 1}
                  onClick={() => {
                    turn(number - 1);
                  }}
                >
                  {strings.previousPage}
                </button>
                <span className="list-page">{fill(strings.page, number)}</span>
                <button
                  type="button"
                  disabled={!page.more}
                  onClick={() => {
                    turn(number + 1);
                  }}
                >
                  {strings.nextPage}
                </button>
              </span>
            </footer>
          ) : null}
        </div>
      </main>
    </>
  );
}
