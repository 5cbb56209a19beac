import * as React from "react";
import { clientOnForm, type ClientInputs } from "../shared/clientOnForm";
import { formHostOf } from "../shared/formHost";
import { BriefingView } from "./BriefingView";

type Context = ComponentFramework.Context<ClientInputs>;

export class Briefing implements ComponentFramework.ReactControl<ClientInputs, object> {
  private readonly closing = new AbortController();

  init(context: Context): void {
    context.mode.trackContainerResize(true);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(BriefingView, {
      host: formHostOf(context, this.closing.signal),
      onForm: clientOnForm(context),
    });
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    this.closing.abort();
  }
}
