import * as React from "react";
import type { PageDescription } from "../description";
import type { ControlHosting } from "../form/CustomCell";
import { FormPage, type FormPageProps } from "../form/FormPage";
import { ListPage } from "../list/ListPage";
import type { Faults } from "./faultSwitches";
import { Dialogs, type DialogQueue } from "./dialogs";
import { listUrl, pageUrl, recordUrl, type PageQuery } from "./pageQuery";
import { Notifications } from "./Notifications";
import type { PageStrings } from "./pageStrings";
import type { RequestLog } from "./requestLog";
import { RequestPanel } from "./RequestPanel";
import { SiteMap } from "./SiteMap";
import { SwitchBar } from "./SwitchBar";

function go(url: string): void {
  window.location.assign(url);
}

export interface AppProps {
  readonly description: PageDescription;
  readonly query: PageQuery;
  readonly strings: PageStrings;
  readonly log: RequestLog;
  readonly dialogs: DialogQueue;
  /** What the components get, as the switches stand. */
  readonly hosting: (query: PageQuery) => ControlHosting;
  readonly openScripts: FormPageProps["openScripts"];
  readonly send: (origin: string, path: string, request: RequestInit) => Promise<Response>;
  /** Told of every switch that components notice while they live. */
  readonly switched: (query: PageQuery) => void;
  readonly faults: Faults;
  readonly setFaults: (faults: Faults) => Promise<void>;
  readonly setLanguage: (languageId: number) => Promise<void>;
}

/** The app's frame: the sandbox's switches, the top bar, the site map, and the page in it. */
export function App(props: AppProps): React.ReactElement {
  const { description, strings, log, dialogs, send, switched } = props;
  const [query, setQuery] = React.useState(props.query);
  const [faults, setFaults] = React.useState(props.faults);

  // Always the same one: another would be another form, and a switch that is thrown must not open the form anew.
  const latestQuery = React.useRef(query);
  const live = React.useCallback(
    (change: Partial<PageQuery>): void => {
      const next = { ...latestQuery.current, ...change };
      latestQuery.current = next;
      window.history.replaceState(null, "", pageUrl(next));
      switched(next);
      setQuery(next);
    },
    [switched],
  );
  React.useEffect(() => {
    document.documentElement.dataset.theme = query.dark ? "dark" : "light";
  }, [query.dark]);

  const sendForm = React.useCallback(
    (path: string, request: RequestInit) => send(description.form ? "form" : "list", path, request),
    [send, description.form],
  );
  const sendApp = React.useCallback(
    (path: string, request: RequestInit) => send("app", path, request),
    [send],
  );
  const created = React.useCallback(
    (id: string) => {
      live({ id });
    },
    [live],
  );
  const hosting = React.useMemo(() => props.hosting(query), [props, query]);
  const urlOf = (table: string, id: string): string | undefined =>
    description.tables[table]?.hasForm ? recordUrl(query, table, id) : undefined;

  return (
    <div className="sandbox">
      <SwitchBar
        query={query}
        description={description}
        strings={strings}
        faults={faults}
        live={live}
        reload={(change) => {
          go(pageUrl({ ...query, ...change }));
        }}
        setFaults={(next) => {
          setFaults(next);
          void props.setFaults(next);
        }}
        setLanguage={(languageId) => {
          void props.setLanguage(languageId).then(() => {
            window.location.reload();
          });
        }}
      />
      <div className={query.phone ? "frame phone" : "frame"}>
        <div className="app">
          <header className="top-bar">
            <span className="waffle" aria-hidden="true" />
            <span className="app-name">{description.app?.name ?? ""}</span>
            <Notifications userId={description.user.id} strings={strings} send={sendApp} />
            <span className="top-user">{description.user.name}</span>
          </header>
          <div className="app-body">
            <SiteMap
              app={description.app}
              table={query.table}
              strings={strings}
              viewId={query.viewId}
              url={(table, viewId) => listUrl(query, table, viewId)}
            />
            <div className="content">
              {query.offline ? (
                <div className="offline-banner" role="status">
                  {strings.offlineBanner}
                </div>
              ) : null}
              {description.form ? (
                <FormPage
                  description={description}
                  form={description.form}
                  id={query.id}
                  strings={strings}
                  send={sendForm}
                  hosting={hosting}
                  formUrl={(formId) => pageUrl({ ...query, formId })}
                  created={created}
                  openScripts={props.openScripts}
                  recordUrl={urlOf}
                />
              ) : description.view ? (
                <ListPage
                  description={description}
                  view={description.view}
                  strings={strings}
                  send={sendForm}
                  viewUrl={(viewId) => listUrl(query, query.table, viewId)}
                  newUrl={
                    description.tables[query.table]?.hasForm ? recordUrl(query, query.table, "") : undefined
                  }
                  recordUrl={urlOf}
                />
              ) : null}
            </div>
          </div>
          <Dialogs queue={dialogs} strings={strings} />
        </div>
      </div>
      <RequestPanel log={log} strings={strings} />
    </div>
  );
}
