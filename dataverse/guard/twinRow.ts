import type { GuardedList } from "../../domain/guard/audience";
import type { RowToCreate } from "../createOnce";
import type { Row } from "../host";
import { newId } from "../writing";
import { memberCodeOf } from "./guardedSubject";
import { describeTwin, type Guarded } from "./twin";

/** A guarded list as it is to be written. */
export interface TwinToWrite {
  /** The list that it is the twin of. */
  readonly list: Pick<GuardedList, "id" | "members" | "ignoresInactive" | "respectsOptOut">;
  readonly guarded: Extract<Guarded, { readonly ok: true }>;
  readonly activityId: string | null;
  readonly name: string;
  /** What people read in its description. */
  readonly text: string;
}

const LONGEST_NAME = 128;

function changing({ list, guarded, activityId, name, text }: TwinToWrite): Row {
  return {
    listname: name.slice(0, LONGEST_NAME),
    query: guarded.fetchXml,
    description: describeTwin(text, { listId: list.id, activityId, fingerprint: guarded.fingerprint }),
  };
}

/** The new dynamic list. */
export function twinToCreate(twin: TwinToWrite): RowToCreate {
  const id = newId();
  return {
    table: "list",
    id,
    data: {
      listid: id,
      type: true,
      // It goes out as the list that it stands for does.
      ignoreinactivelistmembers: twin.list.ignoresInactive ?? true,
      donotsendonoptout: twin.list.respectsOptOut ?? true,
      createdfromcode: memberCodeOf(twin.list.members ?? "contact"),
      ...changing(twin),
    },
  };
}

/** What changes on a guarded list that is out of date. */
export function twinChanges(twin: TwinToWrite): Row {
  return changing(twin);
}
