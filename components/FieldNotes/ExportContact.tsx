import { ActionButton } from "@fluentui/react";
import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { neededForExport, readContactExport, type ContactExport } from "../../dataverse/contactExport";
import type { Failure } from "../../dataverse/failure";
import { isSignedOut } from "../../dataverse/signedOut";
import { textFile, type TextFile } from "../../domain/textFile";
import { notSavedText } from "../shared/notSavedText";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

interface ExportContactProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly contactId: string;
}

/** Whether the user's roles let them read all of what an export has to hold. */
export function mayExport(host: Pick<NoteHost, "may">): boolean {
  return neededForExport.every((table) => host.may("read", table, "everybody"));
}

/** Hands out everything that Entente holds on a person, as JSON: for a request for information, and before erasing. */
export function ExportContact({ host, words, contactId }: ExportContactProps): JSX.Element {
  const classes = useClasses(noteStyles);
  const [told, setTold] = React.useState({ isReading: false, text: "", isProblem: false });
  const hand = () => {
    if (told.isReading) return;
    setTold({ isReading: true, text: words.say("FieldNotes_Export_Reading"), isProblem: false });
    const { ask } = createAsking(host, host.closed);
    readContactExport(ask, contactId, (table) => host.may("read", table, "everybody"))
      .then(async (answer) => {
        if (host.closed.aborted) return;
        if (!answer.ok) {
          setTold({ isReading: false, text: notExportedText(answer.failure, words), isProblem: true });
          return;
        }
        await host.openFile(asFile(answer.value, host));
        const { leftOut } = answer.value;
        const text =
          leftOut.length === 0
            ? words.say("FieldNotes_Export_Done")
            : words.say("FieldNotes_Export_Partly", leftOut.join(", "));
        setTold({ isReading: false, text, isProblem: false });
      })
      .catch(() => {
        if (host.closed.aborted) return;
        setTold({ isReading: false, text: words.say("FieldNotes_Export_NotOpened"), isProblem: true });
      });
  };
  return (
    <div className={classes.actions}>
      <ActionButton
        styles={inLine}
        text={words.say("FieldNotes_Export")}
        title={words.say("FieldNotes_Export_Hint")}
        disabled={told.isReading}
        allowDisabledFocus
        onClick={hand}
      />
      <span role="status" className={told.isProblem ? classes.problem : classes.secondary}>
        {told.text}
      </span>
    </div>
  );
}

/** Why there is no export. */
function notExportedText(failure: Failure, words: Words): string {
  switch (failure.kind) {
    case "tooManyRows":
      return words.say("FieldNotes_Export_TooMany");
    case "unknown":
      if (isSignedOut(failure)) return words.say("Shared_SignedOut");
      return [
        words.say("Shared_Failed"),
        words.say("Shared_Failed_Detail", [failure.code, failure.message].filter(Boolean).join(": ")),
      ].join(" ");
    default:
      return notSavedText(failure, words);
  }
}

function asFile(exported: ContactExport, host: NoteHost): TextFile {
  const { contact, leftOut, sections } = exported;
  const written = {
    contact,
    exportedOn: host.now().toISOString(),
    exportedBy: host.userName,
    leftOut,
    ...sections,
  };
  return textFile(
    { name: `Entente ${contact.name ?? ""}`, otherwise: "Entente", ending: "json" },
    "application/json",
    JSON.stringify(written, null, 2),
  );
}
