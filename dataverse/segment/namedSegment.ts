import type { MemberTable } from "../../domain/guard/audience";
import type { SegmentFault } from "../../domain/guard/segmentFault";
import { isAbsence } from "../absence";
import type { AskQuestion } from "../askQuestion";
import { recordId } from "../client";
import type { Failure } from "../failure";
import { groupsIn, type MemberGroup } from "./memberGroups";
import { readSegment, type Segment } from "./readSegment";

/** The segment that a policy names, where it can be kept; or why it cannot. */
export type NamedSegment =
  | {
      readonly ok: true;
      readonly segment: Segment;
      readonly members: MemberTable;
      readonly groups: readonly MemberGroup[];
    }
  | {
      readonly ok: false;
      /** Null while the segment is not known. */
      readonly name: string | null;
      readonly trouble:
        { readonly kind: SegmentFault } | { readonly kind: "failed"; readonly failure: Failure };
    };

/** The code for an action that is not there: of a version of Journeys from before it had them. */
const NO_SUCH_ACTION = "0x8006088a";

/** What a refusal means. Without the right to segments, it is not known whether there are any. */
export function troubleOf(failure: Failure): Extract<NamedSegment, { readonly ok: false }>["trouble"] {
  const isNoAction = failure.kind === "unknown" && failure.code?.toLowerCase() === NO_SUCH_ACTION;
  if (isNoAction || (failure.kind !== "noPrivilege" && isAbsence(failure))) return { kind: "noJourneys" };
  return { kind: "failed", failure };
}

/** Two requests, one after the other; none for what is no id. @param given as it stands in the policy */
export async function readNamedSegment(ask: AskQuestion, given: string | null): Promise<NamedSegment> {
  const id = recordId(given);
  if (id === null) return { ok: false, name: null, trouble: { kind: "noId" } };
  const read = await readSegment(ask, id);
  if (!read.ok) return { ok: false, name: null, trouble: troubleOf(read.failure) };
  const segment = read.value;
  if (segment === null) return { ok: false, name: null, trouble: { kind: "gone" } };
  const { name, members, isStatic } = segment;
  const groups = groupsIn(segment.groups);
  if (members === null) return { ok: false, name, trouble: { kind: "otherMembers" } };
  if (!isStatic) return { ok: false, name, trouble: { kind: "notStatic" } };
  if (groups === null) return { ok: false, name, trouble: { kind: "unreadable" } };
  return { ok: true, segment, members, groups };
}
