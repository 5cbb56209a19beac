import * as React from "react";
import { clientOnForm } from "../shared/clientOnForm";
import type { RecordInputs } from "../shared/onForm";
import { briefingHostOf } from "./briefingHost";
import { BriefingView } from "./BriefingView";

type Context = ComponentFramework.Context<RecordInputs>;

export class Briefing implements ComponentFramework.ReactControl<RecordInputs, object> {
  private readonly closing = new AbortController();

  init(context: Context): void {
    context.mode.trackContainerResize(true);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(BriefingView, {
      host: briefingHostOf(context, this.closing.signal),
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
