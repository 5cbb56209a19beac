import * as React from "react";
import type { Dialog } from "../pcf/navigation";
import type { PageStrings } from "./pageStrings";

interface Shown extends Dialog {
  readonly answer: (confirmed: boolean) => void;
}

/** The dialogs that `context.navigation` opens, one at a time, in the order they were asked for. */
export class DialogQueue {
  #shown: readonly Shown[] = [];
  #listener: (shown: Shown | undefined) => void = () => undefined;

  listen(listener: (shown: Shown | undefined) => void): void {
    this.#listener = listener;
    listener(this.#shown[0]);
  }

  open(dialog: Dialog): Promise<boolean> {
    return new Promise((resolve) => {
      const shown: Shown = {
        ...dialog,
        answer: (confirmed) => {
          this.#shown = this.#shown.filter((one) => one !== shown);
          this.#listener(this.#shown[0]);
          resolve(confirmed);
        },
      };
      this.#shown = [...this.#shown, shown];
      this.#listener(this.#shown[0]);
    });
  }
}

/** Draws the dialog whose turn it is. Escape answers no, and the focus goes back to where it was. */
export function Dialogs({
  queue,
  strings,
}: {
  readonly queue: DialogQueue;
  readonly strings: PageStrings;
}): React.ReactElement | null {
  const [shown, setShown] = React.useState<Shown>();
  const element = React.useRef<HTMLDialogElement>(null);
  React.useEffect(() => {
    queue.listen(setShown);
  }, [queue]);
  React.useEffect(() => {
    if (shown && !element.current?.open) element.current?.showModal();
  }, [shown]);
  if (!shown) return null;
  return (
    <dialog
      ref={element}
      className="host-dialog"
      aria-labelledby="host-dialog-text"
      onCancel={() => {
        shown.answer(false);
      }}
    >
      {shown.title ? <h2>{shown.title}</h2> : null}
      <p id="host-dialog-text">{shown.text}</p>
      {shown.details ? <pre>{shown.details}</pre> : null}
      <div className="host-dialog-buttons">
        <button
          type="button"
          className="primary"
          onClick={() => {
            shown.answer(true);
          }}
        >
          {shown.confirmLabel ?? strings.close}
        </button>
        {shown.kind === "confirm" ? (
          <button
            type="button"
            onClick={() => {
              shown.answer(false);
            }}
          >
            {shown.cancelLabel ?? strings.cancel}
          </button>
        ) : null}
      </div>
    </dialog>
  );
}
