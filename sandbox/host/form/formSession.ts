import type { ColumnDescription, FormDescription, TableDescription } from "../description";
import { failure, failureOf, type WebApiFailure } from "../pcf/webApi";
import type { FieldValue } from "../pcf/parameters";
import { messageOf } from "./serviceRows";
import { partyExpand, readParties } from "./partyLists";
import { readFields, rowColumns, selectName, writeBody, type Field, type RecordFields } from "./record";
import type { WebApiRow } from "./webApiRow";

/** When a column is sent with a save: only if it was changed, always, or never. */
export type SubmitMode = "dirty" | "always" | "never";

/** A message above the form that a script put there. */
export interface FormNotice {
  readonly id: string;
  readonly level: "ERROR" | "WARNING" | "INFO";
  readonly text: string;
}

/** A message beside a control; while there is one, the form cannot be saved. */
export interface ControlNotice {
  readonly id: string;
  readonly text: string;
}

export interface FormState {
  /** Empty as long as the record is not saved. */
  readonly id: string;
  readonly load:
    | { readonly kind: "loading" }
    | { readonly kind: "failed"; readonly message: string }
    | { readonly kind: "ready" };
  readonly fields: RecordFields;
  readonly changes: Readonly<Record<string, FieldValue>>;
  readonly saving: boolean;
  /** Why the last save did not happen. */
  readonly saveFault?: string;
  readonly scriptFaults: readonly string[];
  readonly notices: readonly FormNotice[];
  readonly controlNotices: Readonly<Record<string, readonly ControlNotice[]>>;
  /** What scripts made of a control's being disabled, where they made something of it. */
  readonly disabled: Readonly<Record<string, boolean>>;
  /** How often scripts had the rows of a subgrid read again. */
  readonly gridsRefreshed: Readonly<Record<string, number>>;
}

/** A save that is about to happen, and may be kept from it. */
export class SaveEvent {
  #prevented = false;

  /** @param mode as `getSaveMode` gives it: 1 for the Save button */
  constructor(readonly mode: number) {}

  get prevented(): boolean {
    return this.#prevented;
  }

  prevent(): void {
    this.#prevented = true;
  }
}

/** Why the record was read again; `created` is the first save of a new one. */
export type Reload = "created" | "saved" | "refreshed";

/** What form scripts hear of. */
export interface FormHooks {
  reloaded(reason: Reload): void;
  saving(event: SaveEvent): void;
  saved(): void;
  changed(column: string): void;
  raised(control: string, event: string, payload: unknown): void;
  /** A subgrid has read its rows. */
  gridLoaded(control: string): void;
}

export interface FormSessionDoor {
  /** Sends a request of the form itself; `path` follows `/api/data/v9.2/`. */
  send(path: string, request: RequestInit): Promise<Response>;
  /** A record came into being; the form goes on with it. */
  created(id: string): void;
}

export const SAVE = 1;
const SAVE_PREVENTED = "The save was prevented by a form script.";

async function answerOf(response: Response): Promise<Response> {
  if (!response.ok) throw (await failureOf(response)) as unknown as Error;
  return response;
}

/**
 * One opening of a form: the record as it was read, what was changed since, and what scripts made of the form. The page
 * draws it; scripts and components change it through the same methods as the user. A new record's form stays open when it is
 * first saved, and is that record's from then on.
 */
export class FormSession {
  #state: FormState;
  #hooks: FormHooks | undefined;
  /** The columns as they were when the form was opened. */
  #opened: RecordFields = {};
  /** Everybody who takes part in the activity, in the form's lists or not, as last read. */
  #parties: readonly WebApiRow[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #submitModes = new Map<string, SubmitMode>();
  readonly #gridCounts = new Map<string, number>();

  constructor(
    readonly form: FormDescription,
    readonly table: TableDescription,
    /** Empty on a form that creates a record. */
    id: string,
    /** The columns that the form has, shown or hidden. */
    readonly columns: readonly ColumnDescription[],
    readonly tables: (name: string) => TableDescription | undefined,
    /** Whether the user may write a record; with an empty id, whether they may create one. */
    readonly mayWrite: (id: string) => boolean,
    readonly door: FormSessionDoor,
  ) {
    this.#state = {
      id,
      load: { kind: "loading" },
      fields: Object.fromEntries(columns.map((column) => [column.logicalName, { value: null }])),
      changes: {},
      saving: false,
      scriptFaults: [],
      notices: [],
      controlNotices: {},
      disabled: {},
      gridsRefreshed: {},
    };
  }

  get state(): FormState {
    return this.#state;
  }

  /** Empty as long as the record is not saved. */
  get id(): string {
    return this.#state.id;
  }

  get editable(): boolean {
    return this.mayWrite(this.id);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets scripts take part in what happens from now on. */
  hook(hooks: FormHooks): void {
    this.#hooks = hooks;
  }

  /** Reads the record for the first time. */
  async open(): Promise<void> {
    try {
      const fields = await this.#read();
      this.#opened = fields;
      this.#become({ load: { kind: "ready" }, fields });
    } catch (error) {
      this.#become({ load: { kind: "failed", message: messageOf(error) } });
    }
  }

  /** Reads the record again; what was changed and not saved is lost. */
  async refresh(reason: Reload = "refreshed"): Promise<void> {
    this.#become({ fields: await this.#read(), changes: {}, saveFault: undefined });
    this.#hooks?.reloaded(reason);
  }

  field(column: string): Field {
    const { changes, fields } = this.#state;
    if (column in changes) return { value: changes[column] ?? null };
    return fields[column] ?? { value: null };
  }

  /** The column as it was when the form was opened, whatever was saved since. */
  opened(column: string): FieldValue {
    return this.#opened[column]?.value ?? null;
  }

  isDirty(column?: string): boolean {
    return column === undefined ? Object.keys(this.#state.changes).length > 0 : column in this.#state.changes;
  }

  /** Sets a column without telling scripts, as scripts themselves do. */
  set(column: string, value: FieldValue): void {
    const { [column]: _before, ...others } = this.#state.changes;
    const same = JSON.stringify(value) === JSON.stringify(this.#state.fields[column]?.value ?? null);
    this.#become({ changes: same ? others : { ...others, [column]: value } });
  }

  /** Sets a column as the user or a component does: scripts hear of it. */
  change(column: string, value: FieldValue): void {
    this.set(column, value);
    this.#hooks?.changed(column);
  }

  submitMode(column: string): SubmitMode {
    return this.#submitModes.get(column) ?? "dirty";
  }

  setSubmitMode(column: string, mode: SubmitMode): void {
    this.#submitModes.set(column, mode);
  }

  raise(control: string, event: string, payload: unknown): void {
    this.#hooks?.raised(control, event, payload);
  }

  /**
   * Saves what was changed, unless a script prevents it; then reads the record again.
   * @throws WebApiFailure when the service refuses, or a script or a message beside a control stands against it
   */
  async save(mode: number = SAVE): Promise<void> {
    const event = new SaveEvent(mode);
    this.#hooks?.saving(event);
    const [blocking] = Object.values(this.#state.controlNotices).flat();
    try {
      if (blocking) throw failure(0, blocking.text) as unknown as Error;
      if (event.prevented) throw failure(0, SAVE_PREVENTED) as unknown as Error;
      this.#become({ saving: true, saveFault: undefined });
      await this.#write();
      this.#become({ saving: false });
    } catch (error) {
      // A script that prevents a save says why itself; the page adds nothing.
      const fault = event.prevented || blocking ? undefined : messageOf(error);
      this.#become({ saving: false, saveFault: fault });
      throw failureFrom(error) as unknown as Error;
    }
    this.#hooks?.saved();
  }

  setNotice(notice: FormNotice): void {
    this.#become({ notices: [...this.#state.notices.filter(({ id }) => id !== notice.id), notice] });
  }

  /** @returns whether there was such a message */
  clearNotice(id: string): boolean {
    const notices = this.#state.notices.filter((notice) => notice.id !== id);
    const cleared = notices.length < this.#state.notices.length;
    this.#become({ notices });
    return cleared;
  }

  setControlNotice(control: string, notice: ControlNotice): void {
    const others = this.#controlNotices(control).filter(({ id }) => id !== notice.id);
    this.#become({ controlNotices: { ...this.#state.controlNotices, [control]: [...others, notice] } });
  }

  /** @returns whether there was such a message */
  clearControlNotice(control: string, id?: string): boolean {
    const before = this.#controlNotices(control);
    const left = id === undefined ? [] : before.filter((notice) => notice.id !== id);
    this.#become({ controlNotices: { ...this.#state.controlNotices, [control]: left } });
    return left.length < before.length;
  }

  setDisabled(control: string, disabled: boolean): void {
    this.#become({ disabled: { ...this.#state.disabled, [control]: disabled } });
  }

  /** @param count of the rows that belong to the record, beyond those of the first page as well */
  gridLoaded(control: string, count: number): void {
    this.#gridCounts.set(control, count);
    this.#hooks?.gridLoaded(control);
  }

  /** Rows of a subgrid when it was last read; 0 before it has been. */
  gridCount(control: string): number {
    return this.#gridCounts.get(control) ?? 0;
  }

  refreshGrid(control: string): void {
    const { gridsRefreshed } = this.#state;
    this.#become({ gridsRefreshed: { ...gridsRefreshed, [control]: (gridsRefreshed[control] ?? 0) + 1 } });
  }

  scriptFailed(message: string): void {
    this.#become({ scriptFaults: [...this.#state.scriptFaults, message] });
  }

  #controlNotices(control: string): readonly ControlNotice[] {
    return this.#state.controlNotices[control] ?? [];
  }

  #become(change: Partial<FormState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  async #read(): Promise<RecordFields> {
    if (this.id === "") return this.#state.fields;
    const select = rowColumns(this.columns).map(selectName).join(",");
    const expand = partyExpand(this.columns);
    const options = `$select=${select}${expand === undefined ? "" : `&$expand=${expand}`}`;
    const response = await answerOf(
      await this.door.send(`${this.table.entitySetName}(${this.id})?${options}`, {
        headers: { Prefer: 'odata.include-annotations="*"' },
      }),
    );
    const row = (await response.json()) as WebApiRow;
    this.#parties = readParties(this.columns, row);
    return readFields(this.columns, row);
  }

  async #write(): Promise<void> {
    const sent = this.columns.filter(({ logicalName }) => {
      const mode = this.submitMode(logicalName);
      return mode === "always" || (mode === "dirty" && this.isDirty(logicalName));
    });
    const values = Object.fromEntries(
      sent.map(({ logicalName }) => [logicalName, this.field(logicalName).value]),
    );
    const body = JSON.stringify(writeBody(this.form.columns, values, this.#parties, this.tables));
    const headers = { "Content-Type": "application/json" };
    const set = this.table.entitySetName;
    if (this.id === "") {
      const response = await answerOf(await this.door.send(set, { method: "POST", body, headers }));
      const id = /\(([^()]+)\)$/.exec(response.headers.get("OData-EntityId") ?? "")?.[1] ?? "";
      this.#become({ id });
      this.door.created(id);
      await this.refresh("created");
      return;
    }
    // A save of nothing asks the service for nothing.
    if (sent.length > 0) {
      await answerOf(
        await this.door.send(`${set}(${this.id})`, {
          method: "PATCH",
          body,
          headers: { ...headers, "If-Match": "*" },
        }),
      );
    }
    await this.refresh("saved");
  }
}

function failureFrom(error: unknown): WebApiFailure {
  const { errorCode = 0 } = error as Partial<WebApiFailure>;
  return failure(errorCode, messageOf(error));
}
