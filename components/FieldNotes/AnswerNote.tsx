import { ActionButton, PrimaryButton, type IButton } from "@fluentui/react";
import * as React from "react";
import { saveAnswer } from "../../dataverse/answerNote";
import type { AnswerStatus, ListedNote } from "../../dataverse/fieldNotes";
import { newId } from "../../dataverse/writing";
import { noteName } from "../../domain/noteName";
import { inLine } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useFocusBetween } from "../shared/useFocusBetween";
import { useWhileTyped, type Begin } from "../shared/useTypedIn";
import type { TextKey, Words } from "../shared/words";
import { notSavedText } from "../shared/notSavedText";
import type { BegunAnswer } from "./begun";
import { CampaignChoice, type Campaign } from "./CampaignChoice";
import type { NoteHost } from "./noteHost";
import { noteStyles } from "./noteStyles";

interface AnswerNoteProps {
  readonly host: NoteHost;
  readonly words: Words;
  readonly note: ListedNote;
  /** Where it was left. */
  readonly begun: BegunAnswer | null;
  /** Told what would be lost, at each change; null where nothing would. */
  readonly onTyped: (answer: BegunAnswer | null) => void;
  readonly onSaved: (table: string) => void;
  readonly onBegin: Begin<ListedNote>;
}

interface Answering {
  /** Made once for each answer: pressing again after a lost answer adds nothing, whatever is chosen by then. */
  readonly id: string;
  readonly status: AnswerStatus | null;
  readonly isSaving: boolean;
  readonly trouble: string;
}

const LONGEST_REPLY = 2000;

const nameKeys: Readonly<Record<AnswerStatus, TextKey>> = {
  read: "FieldNotes_AnswerName_Read",
  used: "FieldNotes_AnswerName_Used",
  setAside: "FieldNotes_AnswerName_SetAside",
};

/** What marketing does with a note: read, used in a campaign, or set aside with a word on why. */
export function AnswerNote(props: AnswerNoteProps): JSX.Element {
  const { host, words, note, begun, onTyped, onSaved, onBegin } = props;
  const classes = useClasses(noteStyles);
  const fresh = (): Answering => ({ id: newId(), status: null, isSaving: false, trouble: "" });
  const [answering, setAnswering] = React.useState<Answering>(() => {
    const left = fresh();
    return begun === null ? left : { ...left, id: begun.id, status: begun.status };
  });
  const isBegun = answering.status !== null || answering.isSaving || answering.trouble !== "";
  useWhileTyped(isBegun, note, onBegin);
  const form = React.useRef<HTMLDivElement>(null);
  const [use, setAside] = [React.useRef<IButton>(null), React.useRef<IButton>(null)];
  const begunAt = React.useRef(answering.status === "setAside" ? setAside : use);
  useFocusBetween(
    answering.status !== null,
    () => {
      begunAt.current = answering.status === "used" ? use : setAside;
      // Campaigns are yet to be read: the form itself has the focus until there is one to choose.
      return answering.status === "used" ? form.current : (form.current?.querySelector("textarea") ?? null);
    },
    () => begunAt.current.current,
  );

  /** An attempt that turned out to have come through is an answer of its own, unless “read” is only said once more. */
  const idFor = (status: AnswerStatus) => {
    const listed = note.answers.find(({ id }) => id === answering.id);
    return listed === undefined || (status === "read" && listed.status === "read") ? answering.id : newId();
  };
  // A button that waits stays where it is for the keyboard, and does nothing: one that is disabled loses the focus.
  const save = (id: string, status: AnswerStatus, campaign: Campaign | null, reply: string) => {
    if (answering.isSaving) return;
    setAnswering({ ...answering, id, isSaving: true, trouble: "" });
    const answer = { id, status, campaign, reply, name: words.plain.say(nameKeys[status]) };
    const notification = {
      title: words.plain.say("FieldNotes_Notification_Title"),
      body: words.plain.say("FieldNotes_Notification_Body", campaign?.name ?? "", noteName(note.text)),
    };
    saveAnswer(host, note, answer, notification, host.closed)
      .then((saved) => {
        if (host.closed.aborted) return;
        if (!saved.ok) {
          setAnswering({ ...answering, id, isSaving: false, trouble: notSavedText(saved.failure, words) });
          return;
        }
        const trouble = saved.value.isTold ? "" : words.say("FieldNotes_NotTold");
        setAnswering({ ...fresh(), trouble });
        onTyped(null);
        onSaved("ent_fieldanswer");
      })
      .catch(() => undefined);
  };
  const begin = (status: AnswerStatus) => {
    if (!answering.isSaving) setAnswering({ ...answering, id: idFor(status), status, trouble: "" });
  };

  return (
    <>
      {answering.status === null ? (
        <>
          <ActionButton
            styles={inLine}
            text={words.say("FieldNotes_MarkRead")}
            disabled={answering.isSaving}
            allowDisabledFocus
            onClick={() => save(idFor("read"), "read", null, "")}
          />
          <ActionButton
            componentRef={use}
            styles={inLine}
            text={words.say("FieldNotes_Use")}
            disabled={answering.isSaving}
            allowDisabledFocus
            onClick={() => begin("used")}
          />
          <ActionButton
            componentRef={setAside}
            styles={inLine}
            text={words.say("FieldNotes_SetAside")}
            disabled={answering.isSaving}
            allowDisabledFocus
            onClick={() => begin("setAside")}
          />
        </>
      ) : (
        <AnswerForm
          host={host}
          words={words}
          form={form}
          status={answering.status}
          begun={begun}
          isSaving={answering.isSaving}
          onTyped={(status, campaign, reply) => {
            const isNothing = campaign === null && reply.trim() === "";
            onTyped(isNothing ? null : { id: answering.id, status, campaign, reply });
          }}
          onSave={(...chosen) => save(answering.id, ...chosen)}
          onCancel={() => {
            setAnswering({ ...answering, status: null, trouble: "" });
            onTyped(null);
          }}
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
  readonly form: React.RefObject<HTMLDivElement>;
  readonly status: AnswerStatus;
  readonly begun: BegunAnswer | null;
  readonly isSaving: boolean;
  readonly onTyped: (status: AnswerStatus, campaign: Campaign | null, reply: string) => void;
  readonly onSave: (status: AnswerStatus, campaign: Campaign | null, reply: string) => void;
  readonly onCancel: () => void;
}

function AnswerForm(props: AnswerFormProps): JSX.Element {
  const { host, words, form, status, begun, isSaving, onTyped, onSave, onCancel } = props;
  const classes = useClasses(noteStyles);
  const [chosen, setChosen] = React.useState(begun?.campaign ?? null);
  const [campaigns, setCampaigns] = React.useState<readonly Campaign[]>([]);
  // What was chosen before the form was left may be anything by now: only what the service lists is sent to it.
  const campaign = campaigns.find(({ id }) => id === chosen?.id) ?? null;
  const [reply, setReply] = React.useState(begun?.reply ?? "");
  const isIncomplete = status === "used" ? campaign === null : reply.trim() === "";
  return (
    <div
      ref={form}
      className={classes.row}
      role="group"
      aria-label={words.say(status === "used" ? "FieldNotes_Use" : "FieldNotes_SetAside")}
      tabIndex={-1}
    >
      {status === "used" && (
        <CampaignChoice
          host={host}
          words={words}
          chosen={chosen}
          isDisabled={isSaving}
          onChoose={(choice) => {
            setChosen(choice);
            onTyped(status, choice, reply);
          }}
          onRead={(choice, listed) => {
            setCampaigns(listed);
            if (document.activeElement === form.current) choice.focus();
          }}
        />
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
          readOnly={isSaving}
          onChange={({ target }) => {
            setReply(target.value);
            onTyped(status, chosen, target.value);
          }}
        />
      </label>
      <PrimaryButton
        text={words.say("FieldNotes_AnswerSave")}
        disabled={isSaving || isIncomplete}
        allowDisabledFocus={!isIncomplete}
        onClick={() => onSave(status, campaign, reply)}
      />
      <ActionButton
        styles={inLine}
        text={words.say("Shared_Cancel")}
        disabled={isSaving}
        allowDisabledFocus
        onClick={() => {
          if (!isSaving) onCancel();
        }}
      />
    </div>
  );
}
