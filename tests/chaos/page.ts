import { JSDOM, ResourceLoader, VirtualConsole } from "jsdom";
import type { PageDescription } from "../../sandbox/host/description";
import { onlyFieldNotes } from "./onlyFieldNotes";
import type { Network } from "./network";

/** Waits of the page pass so many times faster: back-off counts in seconds and minutes. */
const FASTER = 1000;
/** Shorter ones are not waited for by anybody, and stay as they are. */
const SHORTEST_WAIT = 1000;

interface Life {
  isOver: boolean;
  readonly closers: (() => void)[];
  readonly complaints: string[];
}

/**
 * One tab of a browser: the sandbox's own page, with the platform's libraries and the packed component, in a window of
 * jsdom. Everything that a reload takes away goes with the window: timers, requests, memory.
 */
export class Page {
  private constructor(
    readonly window: JSDOM["window"],
    private readonly life: Life,
  ) {}

  /** @param name the tab's, by which the network knows its requests */
  static async open(
    network: Network,
    name: string,
    path: string,
    session: ReadonlyMap<string, string>,
  ): Promise<Page> {
    const url = new URL(path, "http://localhost/").href;
    const life: Life = { isOver: false, closers: [], complaints: [] };
    const virtualConsole = new VirtualConsole();
    virtualConsole.on("jsdomError", ({ message }) => life.complaints.push(message));
    virtualConsole.on("error", (...words: readonly unknown[]) =>
      life.complaints.push(words.map(String).join(" ")),
    );
    const html = await (await network.file(path)).text();
    const dom = new JSDOM(html, {
      url,
      runScripts: "dangerously",
      resources: new ServedFiles(network),
      pretendToBeVisual: true,
      virtualConsole,
      beforeParse: (window) => {
        for (const [key, value] of session) window.sessionStorage.setItem(key, value);
        furnish(window, network, name, life);
      },
    });
    return new Page(dom.window, life);
  }

  /** What the page's session keeps, which outlives a reload. */
  session(): Map<string, string> {
    const { sessionStorage } = this.window;
    return new Map(
      Array.from({ length: sessionStorage.length }, (_, place) => sessionStorage.key(place) ?? "").map(
        (key) => [key, sessionStorage.getItem(key) ?? ""] as const,
      ),
    );
  }

  /** Whether the browser would ask before leaving the page. */
  asksBeforeLeaving(): boolean {
    const event = new this.window.Event("beforeunload", { cancelable: true });
    this.window.dispatchEvent(event);
    return event.defaultPrevented;
  }

  /** The page is gone from one moment to the next. Answers to its requests reach nobody. */
  close(): void {
    this.life.isOver = true;
    for (const close of this.life.closers) close();
    this.window.close();
  }

  query<E extends Element>(selector: string): E | null {
    return this.window.document.querySelector<E>(selector);
  }

  queryAll<E extends Element>(selector: string): readonly E[] {
    return Array.from(this.window.document.querySelectorAll<E>(selector));
  }

  /** As typing does: React hears of it. */
  type(box: HTMLTextAreaElement | HTMLInputElement, text: string): void {
    const { window } = this;
    const type = box.tagName === "TEXTAREA" ? window.HTMLTextAreaElement : window.HTMLInputElement;
    Object.getOwnPropertyDescriptor(type.prototype, "value")?.set?.call(box, text);
    box.dispatchEvent(new window.Event("input", { bubbles: true }));
  }

  press(element: Element, key: string, more: KeyboardEventInit = {}): void {
    element.dispatchEvent(
      new this.window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
    );
  }

  async until(isSo: () => boolean, patience = 20_000): Promise<void> {
    for (const end = Date.now() + patience; !isSo();) {
      if (Date.now() > end) {
        const { textContent } = this.window.document.body;
        throw new Error(
          [`Waited in vain: ${isSo.toString()}`, textContent, ...this.life.complaints].join("\n"),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

class ServedFiles extends ResourceLoader {
  constructor(private readonly network: Network) {
    super();
  }

  override fetch(url: string): ReturnType<ResourceLoader["fetch"]> {
    const { pathname, search } = new URL(url);
    const file = this.network
      .file(pathname + search)
      .then(async (response) => Buffer.from(await response.arrayBuffer()));
    return Object.assign(file, { abort: () => undefined });
  }
}

/** What browsers have and jsdom has not. */
function furnish(window: JSDOM["window"], network: Network, name: string, life: Life): void {
  const setTimer = window.setTimeout.bind(window);
  class Channel extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      life.closers.push(() => this.close());
    }
  }
  Object.assign(window, {
    Headers,
    Response,
    TextEncoder,
    BroadcastChannel: Channel,
    CSS: { escape: (text: string) => text.replace(/["\\]/g, "\\$&") },
    ResizeObserver: class {
      observe(): void {}
      disconnect(): void {}
    },
    setTimeout: (work: () => void, wait = 0) => setTimer(work, wait < SHORTEST_WAIT ? wait : wait / FASTER),
    fetch: async (input: string, init: RequestInit = {}): Promise<Response> => {
      const { pathname, search } = new URL(input, window.location.href);
      const answer = pathname.startsWith("/api/")
        ? await network.send(pathname + search, init, name)
        : await described(pathname, await network.file(pathname + search));
      return life.isOver ? new Promise<Response>(() => undefined) : answer;
    },
  });
}

/** The page's description, with a form that shows the field notes alone: the others' questions are not this run's. */
async function described(pathname: string, response: Response): Promise<Response> {
  if (pathname !== "/sandbox/page") return response;
  const description = (await response.json()) as PageDescription;
  if (description.form === undefined) return Response.json(description);
  const form = { ...description.form, formXml: onlyFieldNotes(description.form.formXml) };
  return Response.json({ ...description, form });
}
