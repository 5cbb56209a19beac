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
    this.#page = await Page.open(this.network, path, this.#session);
    await this.#ready();
  }

  /** The page goes as it is, and comes again. */
  async reload(account: number, isSessionKept: boolean): Promise<void> {
    this.#session = isSessionKept ? this.#open.session() : new Map<string, string>();
    this.#open.close();
    await this.show(account);
  }

  /** The form is left and opened anew within the page. */
  async reopenForm(): Promise<void> {
    const before = this.#box;
    this.#button(".command-bar button", "Refresh").click();
    await this.#open.until(() => this.#box !== null && this.#box !== before);
    await this.#ready();
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
    return new Set(this.#open.queryAll<HTMLTextAreaElement>(`${UNSAVED} textarea`).map(({ value }) => value));
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

  setOffline(isOffline: boolean): void {
    const label = this.#open.queryAll("label").find(({ textContent }) => textContent?.trim() === "Offline");
    const toggle = label?.querySelector("input");
    if (toggle && toggle.checked !== isOffline) toggle.click();
  }

  /** Sends again what waits, or has stopped. */
  tryAgain(): void {
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
