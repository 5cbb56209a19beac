import * as React from "react";
import { FloorView } from "./FloorView";

/** The floor that every component on a form stands on: one Web API request, one text. Nothing can be faster. */
export class Floor implements ComponentFramework.ReactControl<FloorInputs, object> {
  init(): void {
    // Nothing to prepare.
  }

  updateView(context: ComponentFramework.Context<FloorInputs>): React.ReactElement {
    const { recordId, tableName } = context.parameters;
    return React.createElement(FloorView, {
      table: tableName.raw ?? "",
      id: (recordId.raw ?? "").replace(/[{}]/g, ""),
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

interface FloorInputs {
  readonly recordId: ComponentFramework.PropertyTypes.StringProperty;
  readonly tableName: ComponentFramework.PropertyTypes.StringProperty;
}
