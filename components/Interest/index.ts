import * as React from "react";
import { clientOnForm } from "../shared/clientOnForm";
import { formHostOf } from "../shared/formHost";
import type { RecordInputs } from "../shared/onForm";
import { InterestView } from "./InterestView";

type Context = ComponentFramework.Context<RecordInputs>;

export class Interest implements ComponentFramework.ReactControl<RecordInputs, object> {
  private readonly closing = new AbortController();

  init(context: Context): void {
    context.mode.trackContainerResize(true);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(InterestView, {
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
