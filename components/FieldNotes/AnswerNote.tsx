import { ActionButton, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import { readCampaigns, saveAnswer } from "../../dataverse/answerNote";
import { createAsking } from "../../dataverse/askQuestion";
import type { AnswerStatus, ListedNote } from "../../dataverse/fieldNotes";
import { newId } from "../../dataverse/writing";
import { noteName } from "../../domain/fieldNote";
import { readingOf, type Reading } from "../shared/reading";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import type { TextKey, Words } from "../shared/words";
import { announceSaved } from "../shared/announceSaved";
import { notSavedText } from "../shared/notSavedText";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

interface AnswerNoteProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly note: ListedNote;
  readonly readAgain: () => void;
}

interface Answering {
  /** Made once for each answer, so that pressing again after a lost answer adds nothing. */
  readonly id: string;
  readonly status: AnswerStatus | null;
  readonly isSaving: boolean;
  readonly trouble: string;
}

interface Campaign {
  readonly id: string;
  readonly name: string;
}

const LONGEST_REPLY = 2000;

const nameKeys: Readonly<Record<AnswerStatus, TextKey>> = {
  read: "FieldNotes_AnswerName_Read",
  used: "FieldNotes_AnswerName_Used",
  setAside: "FieldNotes_AnswerName_SetAside",
};

/** What marketing does with a note: read, used in a campaign, or set aside with a word on why. */
export function AnswerNote({ host, words, note, readAgain }: AnswerNoteProps): JSX.Element {
  const classes = useClasses(noteStyles);
  const fresh = (): Answering => ({ id: newId(), status: null, isSaving: false, trouble: "" });
  const [answering, setAnswering] = React.useState(fresh);

  const save = (status: AnswerStatus, campaign: Campaign | null, reply: string) => {
    setAnswering({ ...answering, isSaving: true, trouble: "" });
    const answer = { id: answering.id, status, campaign, reply, name: words.say(nameKeys[status]) };
    const notification = {
      title: words.say("FieldNotes_Notification_Title"),
      body: words.say("FieldNotes_Notification_Body", campaign?.name ?? "", noteName(note.text)),
    };
    saveAnswer(host, note, answer, notification, host.closed)
      .then((saved) => {
        if (host.closed.aborted) return;
        if (!saved.ok) {
          setAnswering({ ...answering, isSaving: false, trouble: notSavedText(saved.failure, words) });
          return;
        }
        const trouble = saved.value.isTold ? "" : words.say("FieldNotes_NotTold");
        setAnswering({ ...fresh(), trouble });
        announceSaved([{ table: "ent_fieldanswer", id: answering.id }], readAgain);
      })
      .catch(() => undefined);
  };
  const begin = (status: AnswerStatus) => setAnswering({ ...answering, status, trouble: "" });

  return (
    <>
      {answering.status === null ? (
        <>
          <ActionButton
            styles={inLine}
            text={words.say("FieldNotes_MarkRead")}
            disabled={answering.isSaving}
            onClick={() => save("read", null, "")}
          />
          <ActionButton
            styles={inLine}
            text={words.say("FieldNotes_Use")}
            disabled={answering.isSaving}
            onClick={() => begin("used")}
          />
          <ActionButton
            styles={inLine}
            text={words.say("FieldNotes_SetAside")}
            disabled={answering.isSaving}
            onClick={() => begin("setAside")}
          />
        </>
      ) : (
        <AnswerForm
          host={host}
          words={words}
          status={answering.status}
          isSaving={answering.isSaving}
          onSave={save}
          onCancel={() => setAnswering({ ...answering, status: null, trouble: "" })}
        />
      )}
      {answering.trouble !== "" && (
        <span role="alert" className={classes.problem}>
          {answering.trouble}
        </span>
      )}
    </>
  );
}

interface AnswerFormProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly status: AnswerStatus;
  readonly isSaving: boolean;
  readonly onSave: (status: AnswerStatus, campaign: Campaign | null, reply: string) => void;
  readonly onCancel: () => void;
}

function AnswerForm({ host, words, status, isSaving, onSave, onCancel }: AnswerFormProps): JSX.Element {
  const classes = useClasses(noteStyles);
  const [campaignId, setCampaignId] = React.useState("");
  const [reply, setReply] = React.useState("");
  const reading = useReading<readonly Campaign[]>(
    host,
    "campaigns",
    0,
    async (current, signal): Promise<Reading<readonly Campaign[]>> => {
      const answer = await readCampaigns(createAsking(current, signal).ask);
      return answer.ok ? { kind: "ready", model: answer.value } : readingOf(answer.failure);
    },
  );
  const campaigns = reading.kind === "ready" ? reading.model : [];
  const campaign = campaigns.find(({ id }) => id === campaignId) ?? null;
  const isIncomplete = status === "used" ? campaign === null : reply.trim() === "";
  return (
    <div className={classes.row}>
      {status === "used" && (
        <label className={classes.label}>
          <span className={classes.secondary}>{words.say("FieldNotes_Campaign")}</span>
          <select
            className={classes.field}
            value={campaignId}
            onChange={({ target }) => setCampaignId(target.value)}
          >
            <option value="">{words.say("FieldNotes_Campaign_Choose")}</option>
            {campaigns.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className={classes.label}>
        <span className={classes.secondary}>
          {words.say(status === "used" ? "FieldNotes_ReplyBox" : "FieldNotes_ReplyBox_Why")}
        </span>
        <textarea
          className={classes.field}
          rows={1}
          dir="auto"
          maxLength={LONGEST_REPLY}
          value={reply}
          onChange={({ target }) => setReply(target.value)}
        />
      </label>
      <PrimaryButton
        text={words.say("FieldNotes_AnswerSave")}
        disabled={isSaving || isIncomplete}
        onClick={() => onSave(status, campaign, reply)}
      />
      <ActionButton
        styles={inLine}
        text={words.say("Shared_Cancel")}
        disabled={isSaving}
        onClick={onCancel}
      />
    </div>
  );
}
