/// <reference types="xrm" />

/** The window of a form's scripts. Components live in the page's own, and cannot find `Xrm` in it. */
export interface ScriptFrame {
  /** Runs a library; resolves when it has run. */
  run(url: string): Promise<void>;
  /** `Entente.campaignActivity.onLoad`, or undefined. */
  find(name: string): unknown;
  remove(): void;
}

/** A hidden frame, as the real host keeps form scripts in one. */
export function openScriptFrame(xrm: Xrm.XrmStatic): ScriptFrame {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Form scripts";
  document.body.append(frame);
  const inner = frame.contentWindow;
  if (!inner) throw new Error("The page cannot open a frame for form scripts.");
  Object.assign(inner, { Xrm: xrm });
  return {
    run: (url) =>
      new Promise((resolve, reject) => {
        const script = inner.document.createElement("script");
        script.src = url;
        script.onload = () => {
          resolve();
        };
        script.onerror = () => {
          reject(new Error(`The form library ${url} could not be loaded.`));
        };
        inner.document.head.append(script);
      }),
    find: (name) =>
      name
        .split(".")
        .reduce<unknown>(
          (found, part) =>
            found === undefined || found === null ? undefined : (found as Record<string, unknown>)[part],
          inner,
        ),
    remove: () => {
      frame.remove();
    },
  };
}
