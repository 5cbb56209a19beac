import * as React from "react";
import { guardHostOf, type GuardEvents } from "./guardHost";
import { placeOnForm, type GuardInputs } from "./placeOnForm";
import { SendGuardView } from "./SendGuardView";

type Context = ComponentFramework.Context<GuardInputs, GuardEvents>;

export class SendGuard implements ComponentFramework.ReactControl<GuardInputs, object, GuardEvents> {
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
