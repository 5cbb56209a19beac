import * as React from "react";
import type { RecordInputs } from "../shared/onForm";
import { formHostOf } from "../shared/formHost";
import { HealthView } from "./HealthView";

/** It stands on the policy's form, but looks at the whole environment: which policy it is does not matter. */
type Inputs = Pick<RecordInputs, "recordId">;
type Context = ComponentFramework.Context<Inputs>;

export class Health implements ComponentFramework.ReactControl<Inputs, object> {
  private readonly closing = new AbortController();

  init(context: Context): void {
    context.mode.trackContainerResize(true);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(HealthView, { host: formHostOf(context, this.closing.signal) });
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    this.closing.abort();
  }
}
