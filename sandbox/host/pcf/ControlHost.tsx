import * as React from "react";
import type { ControlPlace } from "./context";
import { ControlInstance } from "./controlInstance";
import type { HostEnvironment } from "./environment";
import type { LoadedControl } from "./loadControl";

export interface ControlHostProps {
  readonly environment: HostEnvironment;
  readonly fullName: string;
  /** Brings the component into the page; the same promise for every place that shows it. */
  readonly load: () => Promise<LoadedControl>;
  readonly place: ControlPlace;
  /** Changes whenever the switches of the page do: `offline` or `theme` then stands in `updatedProperties`. */
  readonly switches: { readonly offline: boolean; readonly theme: string };
  readonly onOutputs: (values: Readonly<Record<string, unknown>>) => void;
  readonly onEvent: (event: string, payload: unknown) => void;
  readonly readState: () => ComponentFramework.Dictionary;
  readonly keepState: (state: ComponentFramework.Dictionary) => void;
  readonly failedText: string;
}

interface ControlHostState {
  readonly element?: React.ReactElement;
  readonly fault?: string;
  readonly fullScreen: boolean;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The names of the properties whose value differs. */
function changedParameters(before: ControlPlace, after: ControlPlace): string[] {
  const names = new Set([...Object.keys(before.sources), ...Object.keys(after.sources)]);
  return [...names].filter((name) => {
    const one = before.sources[name];
    const other = after.sources[name];
    return JSON.stringify(one) !== JSON.stringify(other);
  });
}

/**
 * One component in a cell of the form. It is an error boundary too: a component that throws, while it draws or before, shows
 * the host's own message and leaves the rest of the form as it is.
 */
export class ControlHost extends React.Component<ControlHostProps, ControlHostState> {
  override state: ControlHostState = { fullScreen: false };
  readonly #container = React.createRef<HTMLDivElement>();
  #instance: ControlInstance | undefined;
  #mounted = false;

  static getDerivedStateFromError(error: unknown): Partial<ControlHostState> {
    return { fault: messageOf(error), element: undefined };
  }

  override componentDidMount(): void {
    this.#mounted = true;
    this.props.load().then(
      (loaded) => {
        this.#start(loaded);
      },
      (error: unknown) => {
        this.#fail(error);
      },
    );
  }

  override componentDidUpdate(previous: ControlHostProps): void {
    const { place, switches } = this.props;
    const changed = changedParameters(previous.place, place);
    if (changed.length > 0) changed.push("parameters");
    if (previous.place.disabled !== place.disabled) changed.push("isControlDisabled");
    if (previous.place.record.id !== place.record.id) changed.push("entityId");
    if (previous.switches.offline !== switches.offline) changed.push("offline");
    if (previous.switches.theme !== switches.theme) changed.push("theme");
    if (changed.length > 0) this.#instance?.update(changed, place);
  }

  override componentDidCatch(error: unknown): void {
    this.#fail(error);
  }

  override componentWillUnmount(): void {
    this.#mounted = false;
    this.#instance?.destroy();
  }

  #start(loaded: LoadedControl): void {
    const container = this.#container.current;
    if (!this.#mounted || !container) return;
    const { environment, place, onOutputs, keepState, readState } = this.props;
    try {
      this.#instance = new ControlInstance(environment, loaded, place, container, {
        draw: (element) => {
          if (this.#mounted) this.setState({ element });
        },
        outputs: onOutputs,
        raised: (event, payload) => {
          this.props.onEvent(event, payload);
        },
        fullScreen: (fullScreen) => {
          this.setState({ fullScreen });
        },
        failed: (error) => {
          this.#fail(error);
        },
        keepState,
      });
      this.#instance.start(readState());
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#instance?.destroy();
    this.#instance = undefined;
    // The form goes on; the developer's console says what happened, as the real host's does.
    console.error(`${this.props.fullName}:`, error);
    if (this.#mounted) this.setState({ fault: messageOf(error), element: undefined });
  }

  override render(): React.ReactNode {
    const { fault, element, fullScreen } = this.state;
    if (fault !== undefined) {
      return (
        <div className="control-fault" role="alert" data-control={this.props.fullName}>
          <strong>{this.props.failedText}</strong>
          <span>{fault}</span>
        </div>
      );
    }
    return (
      <div
        ref={this.#container}
        className={fullScreen ? "control full-screen" : "control"}
        data-control={this.props.fullName}
      >
        {element}
      </div>
    );
  }
}
