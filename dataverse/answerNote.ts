import { noteName } from "../domain/noteName";
import { success, type Answer } from "./attempt";
import type { AskQuestion } from "./askQuestion";
import { createOrReplace, type RowToSave } from "./createOnce";
import { answerStatuses, type AnswerStatus, type ListedNote } from "./fieldNotes";
import type { Host } from "./host";
import { all, type Question } from "./question";
import { textOf } from "./row";
import { bind, optionOf, type Writing } from "./writing";

export interface AnswerToSave {
  /** Made when the answer was begun: attempts with the same id are one answer, the last one's. */
  readonly id: string;
  readonly status: AnswerStatus;
  readonly campaign: { readonly id: string; readonly name: string } | null;
  readonly reply: string;
  /** The answer in a few words, in the user's language. */
  readonly name: string;
}

/** The in-app notification for the rep whose note was used, in the user's language. */
export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

export type AnswerHost = Pick<Host, "isOffline" | "now"> & {
  readonly writing: Writing;
  readonly userId: string;
};

const SUCCESS_ICON = 100_000_001;
const TIMED_TOAST = 200_000_000;

/**
 * Saves an answer as a row of its own, so that two people never overwrite each other, and tells the rep when the note was
 * used. The notification may fail without undoing the answer; `isTold` says whether it went out, or none was due.
 */
export async function saveAnswer(
  host: AnswerHost,
  note: Pick<ListedNote, "id" | "ownerId" | "notedOn">,
  answer: AnswerToSave,
  notification: NotificationText,
  signal: AbortSignal,
): Promise<Answer<{ readonly isTold: boolean }>> {
  const saved = await createOrReplace(host, signal, rowOf(host, note, answer));
  if (!saved.ok) return saved;
  if (answer.status !== "used" || note.ownerId === host.userId) return success({ isTold: true });
  try {
    await host.writing.createRecord("appnotification", {
      title: notification.title,
      body: notification.body,
      icontype: SUCCESS_ICON,
      toasttype: TIMED_TOAST,
      "ownerid@odata.bind": `/systemusers(${note.ownerId})`,
    });
    return success({ isTold: true });
  } catch {
    return success({ isTold: false });
  }
}

function rowOf(host: AnswerHost, note: Pick<ListedNote, "id" | "notedOn">, answer: AnswerToSave): RowToSave {
  const now = host.now();
  return {
    table: "ent_fieldanswer",
    id: answer.id,
    content: {
      ent_name: noteName(answer.name),
      ent_status: optionOf(answerStatuses, answer.status),
      ent_reply: answer.reply.trim() === "" ? null : answer.reply,
      ent_answeredon: now.toISOString(),
      ent_answeredafterhours: note.notedOn === null ? null : hoursBetween(note.notedOn, now),
      "ent_fieldnoteid@odata.bind": `/ent_fieldnotes(${note.id})`,
      ...bind("ent_campaignid", "campaigns", answer.campaign?.id ?? null),
    },
    blank: { "ent_campaignid@odata.bind": null },
  };
}

const HOUR = 3_600_000;

/** Whole hours, never below 0: the clock of whoever wrote the note may be ahead. Stored, for no query can take their difference. */
function hoursBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / HOUR));
}

/** Campaigns among which one chooses: those planned last. */
export const MOST_CAMPAIGNS = 100;

export const campaignsQuestion: Question = {
  table: "campaign",
  top: MOST_CAMPAIGNS,
  columns: [{ name: "campaignid" }, { name: "name" }],
  orders: [{ by: "proposedstart", descending: true }, { by: "name" }],
  filter: all(
    { column: "statecode", operator: "eq", value: 0 },
    { column: "istemplate", operator: "ne", value: true },
  ),
};

/** Campaigns in which a note may have been used, those planned last first. One request. */
export async function readCampaigns(
  ask: AskQuestion,
): Promise<Answer<readonly { readonly id: string; readonly name: string }[]>> {
  const answer = await ask(campaignsQuestion);
  if (!answer.ok) return answer;
  return success(
    answer.value.map((row) => ({ id: textOf(row, "campaignid") ?? "", name: textOf(row, "name") ?? "" })),
  );
}
