import * as React from "react";

export class Briefing implements ComponentFramework.ReactControl<object, object> {
  init(): void {}
  updateView(): React.ReactElement {
    return React.createElement("div", { className: "Entente.Briefing" });
  }
  destroy(): void {}
}
