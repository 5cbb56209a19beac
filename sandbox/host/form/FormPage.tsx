import * as React from "react";
import { Icon } from "../app/icons";
import { fill, type PageStrings } from "../app/pageStrings";
import type { ColumnDescription, FormDescription, PageDescription } from "../description";
import type { FieldValue } from "../pcf/parameters";
import type { ControlHosting } from "./CustomCell";
import { FormBody } from "./FormBody";
import { columnsOf, readForm, type FormModel } from "./formModel";
import { fieldText, readFields, selectName, writeBody, type Field, type RecordFields } from "./record";

export interface FormPageProps {
  readonly description: PageDescription;
  readonly form: FormDescription;
  /** Empty on a form that creates a record. */
  readonly id: string;
  readonly strings: PageStrings;
  readonly formUrl: (formId: string) => string;
  /** Sends a request of the form itself; `path` follows `/api/data/v9.2/`. */
  readonly send: (path: string, request: RequestInit) => Promise<Response>;
  readonly created: (id: string) => void;
  readonly hosting: ControlHosting;
  readonly recordUrl: (table: string, id: string) => string | undefined;
}

type Loaded =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "ready"; readonly fields: RecordFields; readonly loadedAt: number };

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  if (response.ok) return (await response.json()) as Record<string, unknown>;
  const text = await response.text();
  let message: string | undefined;
  try {
    message = (JSON.parse(text) as { error?: { message?: string } }).error?.message;
  } catch {
    message = text;
  }
  throw new Error(message || `${String(response.status)} ${response.statusText}`);
}

function emptyFields(columns: readonly ColumnDescription[]): RecordFields {
  return Object.fromEntries(columns.map((column) => [column.logicalName, { value: null }]));
}

/** A main form: command bar, header, tabs. The record comes from the Web API, as the signed-in user may see it. */
export function FormPage(props: FormPageProps): React.ReactElement {
  const { description, form, id, strings, send } = props;
  const table = description.tables[form.table];
  const model: FormModel = React.useMemo(
    () => readForm(form.formXml, description.user.languageId),
    [form.formXml, description.user.languageId],
  );
  const columns = React.useMemo(() => {
    const names = new Set([...columnsOf(model), table?.primaryNameColumn ?? ""]);
    return [...names].flatMap((name) => form.columns[name] ?? []);
  }, [model, form.columns, table]);

  const [loaded, setLoaded] = React.useState<Loaded>({ kind: "loading" });
  const [changes, setChanges] = React.useState<Readonly<Record<string, FieldValue>>>({});
  const [fault, setFault] = React.useState<string>();
  const [round, setRound] = React.useState(0);
  const [tab, setTab] = React.useState(0);

  React.useEffect(() => {
    let left = false;
    const load = async (): Promise<RecordFields> => {
      if (id === "" || !table) return emptyFields(columns);
      const select = columns.map(selectName).join(",");
      const response = await send(`${table.entitySetName}(${id})?$select=${select}`, {
        headers: { Prefer: 'odata.include-annotations="*"' },
      });
      return readFields(columns, await answerOf(response));
    };
    load().then(
      (fields) => {
        if (left) return;
        setLoaded({ kind: "ready", fields, loadedAt: round });
        setChanges({});
      },
      (error: unknown) => {
        if (!left)
          setLoaded({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      left = true;
    };
  }, [columns, id, round, send, table]);

  const ready = loaded.kind === "ready" ? loaded : undefined;
  const current = (name: string): Field => {
    if (name in changes) return { value: changes[name] ?? null };
    return ready?.fields[name] ?? { value: null };
  };
  const change = (name: string, value: FieldValue): void => {
    setChanges((before) => ({ ...before, [name]: value }));
  };
  const dirty = Object.keys(changes).length > 0;

  const save = async (): Promise<void> => {
    if (!table) return;
    try {
      const body = JSON.stringify(writeBody(form.columns, changes, (name) => description.tables[name]));
      const headers = { "Content-Type": "application/json" };
      if (id === "") {
        const response = await send(table.entitySetName, { method: "POST", body, headers });
        if (!response.ok) await answerOf(response);
        props.created(/\(([^()]+)\)$/.exec(response.headers.get("OData-EntityId") ?? "")?.[1] ?? "");
        return;
      }
      const response = await send(`${table.entitySetName}(${id})`, {
        method: "PATCH",
        body,
        headers: { ...headers, "If-Match": "*" },
      });
      if (!response.ok) await answerOf(response);
      setFault(undefined);
      setRound((before) => before + 1);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };

  const nameColumn = table?.primaryNameColumn;
  const name = nameColumn === undefined ? "" : fieldText(current(nameColumn));
  const title = id === "" ? fill(strings.newTitle, table?.label ?? form.table) : name;
  React.useEffect(() => {
    if (title) document.title = `${table?.label ?? form.table}: ${title}`;
  }, [title, table, form.table]);

  const shownTab = model.tabs[tab] ?? model.tabs[0];
  return (
    <>
      <div className="command-bar" role="toolbar" aria-label={strings.commands}>
        <button type="button" disabled={!dirty} onClick={() => void save()}>
          <Icon name="save" /> {strings.save}
        </button>
        <button
          type="button"
          disabled={id === ""}
          onClick={() => {
            // Leaves and opens the form anew: components are destroyed and initialised, and ask again.
            setLoaded({ kind: "loading" });
            setFault(undefined);
            setRound((before) => before + 1);
          }}
        >
          <Icon name="refresh" /> {strings.refresh}
        </button>
      </div>
      <main className="page" id="main">
        {fault ? (
          <div className="page-fault" role="alert">
            {fault}
          </div>
        ) : null}
        {model.libraries.length > 0 ? (
          <div className="page-fault" role="alert">
            The sandbox does not support form scripts, and this form has some: {model.libraries.join(", ")}.
          </div>
        ) : null}
        {loaded.kind === "failed" ? (
          <div className="page-fault" role="alert">
            <strong>{strings.cannotShow}.</strong> {loaded.message}
          </div>
        ) : null}
        <header className="record-header">
          <div className="record-avatar" aria-hidden="true">
            {(title || "?").slice(0, 1).toUpperCase()}
          </div>
          <div className="record-title">
            <h1>
              {title || (loaded.kind === "loading" ? strings.loading : form.title)}
              {ready && id !== "" ? (
                <span className="record-state"> – {dirty ? strings.unsaved : strings.saved}</span>
              ) : null}
            </h1>
            <div className="record-subtitle">
              {table?.label} ·{" "}
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
          {ready && model.header.length > 0 ? (
            <dl className="record-facts">
              {model.header.map((cell) => {
                const column =
                  cell.control?.column === undefined ? undefined : form.columns[cell.control.column];
                if (!column) return null;
                return (
                  <div key={column.logicalName}>
                    <dd>{fieldText(current(column.logicalName)) || "---"}</dd>
                    <dt>{cell.label ?? column.label}</dt>
                  </div>
                );
              })}
            </dl>
          ) : null}
        </header>
        {model.tabs.length > 1 ? (
          <div className="tabs" role="tablist" aria-label={strings.tabs}>
            {model.tabs.map((one, index) => (
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
                  const next = (index + step + model.tabs.length) % model.tabs.length;
                  setTab(next);
                  document.getElementById(`tab-${model.tabs[next]?.name ?? ""}`)?.focus();
                }}
              >
                {one.label}
              </button>
            ))}
          </div>
        ) : null}
        {ready && shownTab && table ? (
          <FormBody
            // Another round is another opening of the form.
            key={`${String(ready.loadedAt)} ${shownTab.name}`}
            tab={shownTab}
            panel={model.tabs.length > 1}
            form={form}
            record={{ table: form.table, id, name }}
            editable={mayWrite(description, form.table, id)}
            current={current}
            change={change}
            strings={strings}
            hosting={props.hosting}
            recordUrl={props.recordUrl}
          />
        ) : loaded.kind === "loading" ? (
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
