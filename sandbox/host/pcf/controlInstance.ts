import type { ReactElement } from "react";
import { createContextFactory, type ControlPlace } from "./context";
import type { HostEnvironment } from "./environment";
import type { LoadedControl } from "./loadControl";
import type { AnyControl } from "./registry";

/** What a living component tells the form that it stands on. */
export interface ControlOwner {
  /** A virtual control gave a new element to draw. */
  draw(element: ReactElement): void;
  /** New values for bound columns, by property name, as `getOutputs` gave them. */
  outputs(values: Readonly<Record<string, unknown>>): void;
  fullScreen(value: boolean): void;
  /** The component threw; it is not called again. */
  failed(error: unknown): void;
  /** Raised one of its manifest's events. */
  raised(event: string, payload: unknown): void;
  /** Keeps the state of `setControlState` for the next time, in this session. */
  keepState(state: ComponentFramework.Dictionary): void;
}

// A component that answers every updateView with notifyOutputChanged would hang the real host's page.
const MOST_OUTPUTS_A_SECOND = 50;

/** One component on the page, from `init` to `destroy`, called when the real host would call it. */
export class ControlInstance {
  readonly #control: AnyControl;
  readonly #owner: ControlOwner;
  readonly #virtual: boolean;
  readonly #outputNames: ReadonlySet<string>;
  readonly #context: ReturnType<typeof createContextFactory>;
  readonly #container: HTMLDivElement;
  #place: ControlPlace;
  #alive = true;
  #renderAsked = false;
  #outputsAsked = false;
  #outputTimes: number[] = [];
  #observer: ResizeObserver | undefined;
  #tracked = false;

  constructor(
    environment: HostEnvironment,
    loaded: LoadedControl,
    place: ControlPlace,
    container: HTMLDivElement,
    owner: ControlOwner,
  ) {
    this.#owner = owner;
    this.#place = place;
    this.#container = container;
    this.#virtual = loaded.manifest.controlType === "virtual";
    this.#outputNames = new Set(
      loaded.manifest.properties.filter(({ usage }) => usage !== "input").map(({ name }) => name),
    );
    this.#context = createContextFactory(environment, loaded, {
      requestRender: () => {
        this.#askRender();
      },
      setControlState: (state) => {
        owner.keepState(state);
        return true;
      },
      setFullScreen: (value) => {
        owner.fullScreen(value);
        this.update([value ? "fullscreen_open" : "fullscreen_close"]);
      },
      trackContainerResize: (value) => {
        this.#track(value);
      },
      raise: (event, payload) => {
        if (this.#alive) owner.raised(event, payload);
      },
      size: () =>
        this.#tracked
          ? { width: Math.round(container.getBoundingClientRect().width), height: -1 }
          : { width: -1, height: -1 },
    });
    this.#control = new loaded.construct();
  }

  /** Calls `init`, then `updateView` for the first time. */
  start(state: ComponentFramework.Dictionary): void {
    this.#guarded(() => {
      const context = this.#context(this.#place, []);
      const notify = (): void => {
        this.#askOutputs();
      };
      // A virtual control has no container of its own: the host draws what it returns.
      if (this.#virtual) this.#control.init(context, notify, state);
      else this.#control.init(context, notify, state, this.#container);
    });
    this.update([]);
  }

  /** Something that the context tells has changed; the names are what `updatedProperties` lists. */
  update(updatedProperties: readonly string[], place: ControlPlace = this.#place): void {
    this.#place = place;
    this.#guarded(() => {
      const element = this.#control.updateView(this.#context(place, updatedProperties));
      if (!this.#virtual) return;
      if (typeof element !== "object" || element === null) {
        throw new TypeError("updateView of a virtual control must return a React element.");
      }
      this.#owner.draw(element as ReactElement);
    });
  }

  /** Leaves the page. Nothing that the component still asks for is answered afterwards. */
  destroy(): void {
    if (!this.#alive) return;
    this.#guarded(() => {
      this.#control.destroy();
    });
    this.#alive = false;
    this.#observer?.disconnect();
  }

  #guarded(work: () => void): void {
    if (!this.#alive) return;
    try {
      work();
    } catch (error) {
      this.#alive = false;
      this.#observer?.disconnect();
      this.#owner.failed(error);
    }
  }

  #askRender(): void {
    if (this.#renderAsked) return;
    this.#renderAsked = true;
    setTimeout(() => {
      this.#renderAsked = false;
      this.update([]);
    }, 0);
  }

  #askOutputs(): void {
    if (this.#outputsAsked || !this.#alive) return;
    this.#outputsAsked = true;
    setTimeout(() => {
      this.#outputsAsked = false;
      this.#guarded(() => {
        const now = Date.now();
        this.#outputTimes = [...this.#outputTimes.filter((time) => now - time < 1000), now];
        if (this.#outputTimes.length > MOST_OUTPUTS_A_SECOND) {
          throw new Error("notifyOutputChanged is called without end: does updateView call it?");
        }
        const outputs = (this.#control.getOutputs?.() ?? {}) as Readonly<Record<string, unknown>>;
        for (const name of Object.keys(outputs)) {
          if (!this.#outputNames.has(name)) {
            throw new Error(
              `getOutputs gave ${name}, which is not a bound or output property of the manifest.`,
            );
          }
        }
        this.#owner.outputs(outputs);
      });
    }, 0);
  }

  #track(value: boolean): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#tracked = value;
    if (!value) return;
    let width = this.#container.getBoundingClientRect().width;
    this.#observer = new ResizeObserver(() => {
      const now = this.#container.getBoundingClientRect().width;
      if (now === width) return;
      width = now;
      this.update(["layout"]);
    });
    this.#observer.observe(this.#container);
  }
}
