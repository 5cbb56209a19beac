import * as React from "react";
import type { RecordInputs } from "../shared/onForm";
import { FieldNotesView } from "./FieldNotesView";
import { keptIn, nothingKept, type Kept } from "./kept";
import { noteHostOf } from "./noteHost";
import { subjectOnForm } from "./subjectOnForm";

type Context = ComponentFramework.Context<RecordInputs>;

export class FieldNotes implements ComponentFramework.ReactControl<RecordInputs, object> {
  private readonly closing = new AbortController();
  private kept: Kept = nothingKept;

  init(context: Context, _changed: () => void, state?: ComponentFramework.Dictionary): void {
    context.mode.trackContainerResize(true);
    this.kept = keptIn(state);
  }

  updateView(context: Context): React.ReactElement {
    return React.createElement(FieldNotesView, {
      host: noteHostOf(context, this.closing.signal, this.kept),
      onForm: subjectOnForm(context),
    });
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    this.closing.abort();
  }
}
