import * as React from "react";
import type { RecordInputs } from "../shared/onForm";
import { guardHostOf, type GuardEvents } from "./guardHost";
import { placeOnForm } from "./placeOnForm";
import { SendGuardView } from "./SendGuardView";

type Context = ComponentFramework.Context<RecordInputs, GuardEvents>;

export class SendGuard implements ComponentFramework.ReactControl<RecordInputs, object, GuardEvents> {
  private readonly closing = new AbortController();

  init(context: Context): void {
    context.mode.trackContainerResize(true);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(SendGuardView, {
      host: guardHostOf(context, this.closing.signal),
      onForm: placeOnForm(context),
    });
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    this.closing.abort();
  }
}
