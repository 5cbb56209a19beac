import * as React from "react";
import { Icon } from "../app/icons";
import { fill, type PageStrings } from "../app/pageStrings";
import type { FormDescription, PageDescription, TableDescription } from "../description";
import { AddMemberCommand, memberTables } from "./AddMemberCommand";
import type { ControlHosting } from "./CustomCell";
import { DistributeCommand } from "./DistributeCommand";
import { FormBody } from "./FormBody";
import { columnsOf, readForm, type FormModel } from "./formModel";
import { FormSession, type FormState } from "./formSession";
import { fieldText, type Field } from "./record";
import type { Send } from "./serviceRows";

export interface FormPageProps {
  readonly description: PageDescription;
  readonly form: FormDescription;
  /** The record that the form is opened for; empty on a form that creates one. */
  readonly id: string;
  readonly strings: PageStrings;
  readonly formUrl: (formId: string) => string;
  /** Sends a request of the form itself; `path` follows `/api/data/v9.2/`. */
  readonly send: Send;
  readonly created: (id: string) => void;
  readonly hosting: ControlHosting;
  /** Starts the form's scripts once the record is ready; returns what ends them. */
  readonly openScripts: (session: FormSession, model: FormModel, ready: Promise<unknown>) => () => void;
  readonly recordUrl: (table: string, id: string) => string | undefined;
}

/** Draws anew whenever the session has changed. */
function useSession(session: FormSession): FormState {
  const [, drawn] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => session.subscribe(drawn), [session]);
  return session.state;
}

/** A main form: command bar, header, tabs. The record comes from the Web API, as the signed-in user may see it. */
export function FormPage(props: FormPageProps): React.ReactElement {
  const table = props.description.tables[props.form.table];
  if (!table) throw new Error(`The page describes no table ${props.form.table}.`);
  return <Form {...props} table={table} />;
}

function Form(props: FormPageProps & { readonly table: TableDescription }): React.ReactElement {
  const { description, form, table, strings, send, created, openScripts } = props;
  const model: FormModel = React.useMemo(
    () => readForm(form.formXml, description.user.languageId),
    [form.formXml, description.user.languageId],
  );
  const columns = React.useMemo(() => {
    const names = new Set([...columnsOf(model), table.primaryNameColumn ?? ""]);
    return [...names].flatMap((name) => form.columns[name] ?? []);
  }, [model, form.columns, table]);

  // Another round is another opening of the form. The first save of a new record is none.
  const [opening, setOpening] = React.useState({ id: props.id, round: 0 });
  const [tab, setTab] = React.useState(0);
  const session = React.useMemo(
    () =>
      new FormSession(
        form,
        table,
        opening.id,
        columns,
        (name) => description.tables[name],
        (id) => mayWrite(description, form.table, id),
        { send, created },
      ),
    [form, table, columns, description, send, created, opening],
  );
  const state = useSession(session);
  const { id } = state;
  React.useEffect(() => {
    const opened = session.open();
    return openScripts(session, model, opened);
  }, [session, model, openScripts]);

  const gridLoaded = React.useCallback(
    (control: string, total: number) => {
      session.gridLoaded(control, total);
    },
    [session],
  );

  const ready = state.load.kind === "ready";
  const dirty = session.isDirty();
  const current = (name: string): Field => session.field(name);

  const nameColumn = table.primaryNameColumn;
  const name = nameColumn === undefined ? "" : fieldText(current(nameColumn));
  const title = id === "" ? fill(strings.newTitle, table.label) : name;
  React.useEffect(() => {
    if (title) document.title = `${table.label}: ${title}`;
  }, [title, table]);

  // Only static lists take members; those of a dynamic one come from its query.
  const members =
    form.table === "list" && current("type").value === false
      ? description.tables[memberTables[Number(current("createdfromcode").value)] ?? ""]
      : undefined;

  const header = model.header.filter(({ visible }) => visible);
  const tabs = model.tabs.filter(({ visible }) => visible);
  const shownTab = tabs[tab] ?? tabs[0];
  return (
    <>
      <div className="command-bar" role="toolbar" aria-label={strings.commands}>
        <button
          type="button"
          disabled={!dirty || state.saving}
          onClick={() => void session.save().catch(() => undefined)}
        >
          <Icon name="save" /> {strings.save}
        </button>
        <button
          type="button"
          disabled={id === ""}
          onClick={() => {
            // Leaves and opens the form anew: components are destroyed and initialised, and ask again.
            setOpening(({ round }) => ({ id, round: round + 1 }));
          }}
        >
          <Icon name="refresh" /> {strings.refresh}
        </button>
        {form.table === "campaignactivity" && id !== "" && session.editable ? (
          <DistributeCommand id={id} subject={name} strings={strings} send={send} />
        ) : null}
        {members !== undefined && id !== "" && session.editable ? (
          <AddMemberCommand id={id} members={members} strings={strings} send={send} />
        ) : null}
      </div>
      <main className="page" id="main">
        {[...(state.saveFault === undefined ? [] : [state.saveFault]), ...state.scriptFaults].map((fault) => (
          <div key={fault} className="page-fault" role="alert">
            {fault}
          </div>
        ))}
        {state.notices.map(({ id: notice, level, text }) => (
          <div
            key={notice}
            className="form-notice"
            data-level={level}
            role={level === "INFO" ? "status" : "alert"}
          >
            {text}
          </div>
        ))}
        {state.load.kind === "failed" ? (
          <div className="page-fault" role="alert">
            <strong>{strings.cannotShow}.</strong> {state.load.message}
          </div>
        ) : null}
        <header className="record-header">
          <div className="record-avatar" aria-hidden="true">
            {(title || "?").slice(0, 1).toUpperCase()}
          </div>
          <div className="record-title">
            <h1>
              {title || (state.load.kind === "loading" ? strings.loading : form.title)}
              {ready && id !== "" ? (
                <span className="record-state"> – {dirty ? strings.unsaved : strings.saved}</span>
              ) : null}
            </h1>
            <div className="record-subtitle">
              {table.label} ·{" "}
              {form.others.length === 0 ? (
                form.title
              ) : (
                <select
                  aria-label={strings.form}
                  value={form.id}
                  onChange={(event) => {
                    window.location.assign(props.formUrl(event.target.value));
                  }}
                >
                  {[{ id: form.id, title: form.title }, ...form.others].map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.title}
                    </option>
                  ))}
                </select>
              )}
            </div>
          </div>
          {header.length > 0 ? (
            <dl className="record-facts">
              {header.map((cell) => {
                const column =
                  cell.control?.column === undefined ? undefined : form.columns[cell.control.column];
                if (!column) return null;
                return (
                  <div key={column.logicalName}>
                    <dd>
                      {column.type === "status" && ready && session.editable && id !== "" ? (
                        // The real header opens a flyout for its columns; the sandbox lets the status reason be changed in place.
                        <select
                          aria-label={cell.label ?? column.label}
                          value={Number(current(column.logicalName).value)}
                          onChange={(event) => {
                            session.change(column.logicalName, Number(event.target.value));
                          }}
                        >
                          {(column.options ?? []).map(({ value, label }) => (
                            <option key={value} value={value}>
                              {label}
                            </option>
                          ))}
                        </select>
                      ) : // Its room is kept while the record is read, so that what stands below does not jump.
                      ready ? (
                        fieldText(current(column.logicalName)) || "---"
                      ) : (
                        "\u00a0"
                      )}
                    </dd>
                    <dt>{cell.label ?? column.label}</dt>
                  </div>
                );
              })}
            </dl>
          ) : null}
        </header>
        {tabs.length > 1 ? (
          <div className="tabs" role="tablist" aria-label={strings.tabs}>
            {tabs.map((one, index) => (
              <button
                key={one.name}
                type="button"
                role="tab"
                id={`tab-${one.name}`}
                aria-selected={one === shownTab}
                aria-controls="tab-panel"
                tabIndex={one === shownTab ? 0 : -1}
                onClick={() => {
                  setTab(index);
                }}
                onKeyDown={(event) => {
                  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                  if (step === 0) return;
                  const next = (index + step + tabs.length) % tabs.length;
                  setTab(next);
                  document.getElementById(`tab-${tabs[next]?.name ?? ""}`)?.focus();
                }}
              >
                {one.label}
              </button>
            ))}
          </div>
        ) : null}
        {ready && shownTab ? (
          <FormBody
            key={`${String(opening.round)} ${shownTab.name}`}
            tab={shownTab}
            panel={tabs.length > 1}
            form={form}
            record={{ table: form.table, id, name }}
            editable={session.editable}
            current={current}
            change={(column, value) => {
              session.change(column, value);
            }}
            raised={(control, event, payload) => {
              session.raise(control, event, payload);
            }}
            gridLoaded={gridLoaded}
            scripted={state}
            languageId={description.user.languageId}
            tables={description.tables}
            send={send}
            strings={strings}
            hosting={props.hosting}
            recordUrl={props.recordUrl}
          />
        ) : state.load.kind === "loading" ? (
          <p className="page-loading" role="status">
            {strings.loading}
          </p>
        ) : null}
      </main>
    </>
  );
}

function mayWrite(description: PageDescription, table: string, id: string): boolean {
  return (description.privileges[table]?.[id === "" ? "Create" : "Write"] ?? 0) > 0;
}
