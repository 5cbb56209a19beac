import { SAMPLE_USERS } from "../../sandbox/data/users";
import type { Network } from "./network";
import { Page } from "./page";

const UNSAVED = 'ul[aria-label="Notes not saved yet"]';

/** A rep's tab with the field notes of an account, and what a person can see and do there. */
export class NotesTab {
  #page: Page | undefined;
  #session = new Map<string, string>();

  constructor(
    private readonly network: Network,
    readonly name: string,
    private readonly accounts: readonly string[],
  ) {}

  get #open(): Page {
    if (this.#page === undefined) throw new Error("The tab shows nothing yet.");
    return this.#page;
  }

  get #box(): HTMLTextAreaElement | null {
    return this.#open.query<HTMLTextAreaElement>('textarea[accesskey="n"]');
  }

  /** @param account its place among the run's accounts */
  async show(account: number): Promise<void> {
    const id = this.accounts[account] ?? "";
    const path = `/main.aspx?pagetype=entityrecord&etn=account&id=${id}&user=${SAMPLE_USERS.rep.id}`;
    this.#page = await Page.open(this.network, this.name, path, this.#session);
    await this.#ready();
  }

  /** The page goes as it is, and comes again. */
  async reload(account: number, isSessionKept: boolean): Promise<void> {
    this.#takeHanging();
    this.#session = isSessionKept ? this.#open.session() : new Map<string, string>();
    this.#open.close();
    await this.show(account);
  }

  /** The form is left and opened anew within the page. */
  async reopenForm(): Promise<void> {
    const before = this.#box;
    const cuts = this.#takeHanging();
    this.#button(".command-bar button", "Refresh").click();
    await this.#open.until(() => this.#box !== null && this.#box !== before);
    await this.#ready();
    // What hung is answered when the form that asked is no longer there.
    for (const cut of cuts) cut();
  }

  /** When what the note can name has been read, or could not be. */
  async #ready(): Promise<void> {
    await this.#open.until(
      () =>
        this.#open.query('select[aria-label="Other topic"]') !== null ||
        this.#open.queryAll("span").some(({ textContent }) => textContent?.includes("could not be read")),
    );
  }

  /** The texts that the page says are not saved yet. */
  unsaved(): ReadonlySet<string> {
    return new Set(this.#items().map(({ text }) => text));
  }

  /** With whether a request is out for each; there are buttons when there is none. */
  #items(): readonly { readonly text: string; readonly isSaving: boolean }[] {
    return this.#open.queryAll(`${UNSAVED} > li`).map((item) => ({
      text: item.querySelector("textarea")?.value ?? "",
      isSaving: item.querySelector("button") === null,
    }));
  }

  #takeHanging(): readonly (() => void)[] {
    return this.network.takeHanging([...this.unsaved()]);
  }

  /**
   * Waits until nothing happens by itself any more: every note is saved, hangs, was refused for a missing privilege or, offline,
   * waits for a connection. What is then done meets the same notes in every run.
   */
  async atRest(): Promise<void> {
    await this.#open.until(() =>
      this.#items().every(({ text, isSaving }) =>
        isSaving ? this.network.isHanging(text) : this.#isOffline || this.network.isRefused(text),
      ),
    );
  }

  asksBeforeLeaving(): boolean {
    return this.#open.asksBeforeLeaving();
  }

  draft(text: string): void {
    const box = this.#box;
    if (box === null) throw new Error("There is no box to type in.");
    this.#open.type(box, text);
  }

  get isDraftThere(): boolean {
    return (this.#box?.value ?? "") !== "";
  }

  /** Types and saves with the keyboard, once the form shows what it can. */
  async save(text: string, isSalesOnly: boolean): Promise<void> {
    await this.#ready();
    this.draft(text);
    if (isSalesOnly) {
      this.#open
        .queryAll<HTMLLabelElement>("label")
        .find(({ textContent }) => textContent?.trim() === "sales only")
        ?.click();
    }
    const box = this.#box;
    if (box !== null) this.#open.press(box, "Enter", { ctrlKey: true });
    if (this.isDraftThere) throw new Error(`The note was not taken: ${text.slice(0, 60)}`);
  }

  get #offlineSwitch(): HTMLInputElement | null | undefined {
    const label = this.#open.queryAll("label").find(({ textContent }) => textContent?.trim() === "Offline");
    return label?.querySelector("input");
  }

  get #isOffline(): boolean {
    return this.#offlineSwitch?.checked ?? false;
  }

  setOffline(isOffline: boolean): void {
    if (this.#isOffline !== isOffline) this.#offlineSwitch?.click();
  }

  /** Sends again what waits, or has stopped; what hangs breaks off, and goes on by itself. */
  tryAgain(): void {
    for (const cut of this.#takeHanging()) cut();
    for (const button of this.#open.queryAll<HTMLButtonElement>(`${UNSAVED} button`)) {
      if (button.textContent === "Try again") button.click();
    }
  }

  close(): void {
    this.#page?.close();
  }

  #button(selector: string, label: string): HTMLButtonElement {
    const button = this.#open
      .queryAll<HTMLButtonElement>(selector)
      .find(({ textContent }) => textContent?.trim() === label);
    if (button === undefined) throw new Error(`There is no button ${label}.`);
    return button;
  }
}
