import * as React from "react";
import { jobs } from "./jobs";
import { NaiveView } from "./NaiveView";

/**
 * What the same job costs when it is done as it usually is: rows are read with all their columns, a page after the other,
 * and added up in the browser; what belongs to a row is asked for row by row.
 */
export class Naive implements ComponentFramework.ReactControl<NaiveInputs, object> {
  init(): void {
    // Nothing to prepare.
  }

  updateView(context: ComponentFramework.Context<NaiveInputs>): React.ReactElement {
    const { recordId, job } = context.parameters;
    return React.createElement(NaiveView, {
      id: (recordId.raw ?? "").replace(/[{}]/g, ""),
      job: jobs[job.raw ?? ""],
      webApi: context.webAPI,
    });
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    // Nothing to let go.
  }
}

interface NaiveInputs {
  readonly recordId: ComponentFramework.PropertyTypes.StringProperty;
  readonly job: ComponentFramework.PropertyTypes.StringProperty;
}
