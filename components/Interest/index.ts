import * as React from "react";

export class Interest implements ComponentFramework.ReactControl<object, object> {
  init(): void {}
  updateView(): React.ReactElement {
    return React.createElement("div", { className: "Entente.Interest" });
  }
  destroy(): void {}
}
