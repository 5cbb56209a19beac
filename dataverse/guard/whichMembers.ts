import type { GuardedList, MemberTable } from "../../domain/guard/audience";
import type { Found, Reach } from "../../domain/guard/check";
import type { AskXml } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { Extended, Xml } from "../listQuery";
import { either, type FilterItem } from "../question";
import { textOf } from "../row";
import { partsOf, type Part } from "./audience";
import { nameColumnOf } from "./memberName";

/** Somebody in the audience whom a deal or a hold concerns. */
export interface ConcernedMember {
  readonly table: MemberTable;
  readonly id: string;
  readonly name: string;
}

/** People named by id in one question: as many as fit an address beside a list's own query. */
const NAMED_AT_MOST = 150;

/** Who in a part is reached, a page of so many. */
export function whichMembersQuestion(part: Part, reach: Reach, atMost: number): Extended {
  const { members, query } = part;
  const key = `${members}id`;
  const people = reach.people.slice(0, NAMED_AT_MOST);
  const companies = reach.companies.slice(0, NAMED_AT_MOST);
  const ways: FilterItem[] = [];
  if (people.length > 0) ways.push({ column: key, operator: "in", values: people });
  if (companies.length > 0) {
    const lookup = members === "contact" ? "parentcustomerid" : "parentaccountid";
    ways.push({ column: lookup, operator: "in", values: companies });
    if (members !== "account") {
      ways.push({
        is: "any",
        table: "account",
        from: "accountid",
        to: lookup,
        filter: either({ column: "parentaccountid", operator: "in", values: companies }),
      });
    }
  }
  return query.rows(
    { columns: [{ name: key }, { name: nameColumnOf(members) }], filter: either(...ways) },
    atMost,
  );
}

/**
 * Who in the audience a deal or a hold concerns, by name. Asked for when somebody wants to know: one request for each part
 * of the audience that it reaches, which is one where there is one list.
 * @param atMost names from each part
 */
export async function readWhichMembers(
  askXml: AskXml,
  lists: readonly GuardedList[],
  found: Pick<Found, "reach">,
  atMost: number,
  xml?: Xml,
): Promise<Answer<readonly ConcernedMember[]>> {
  const { parts } = partsOf(lists, xml);
  const answers = await Promise.all(
    found.reach.map(async (reach): Promise<Answer<readonly ConcernedMember[]>> => {
      const part = parts.find((each) => each.lists.some(({ id }) => reach.listIds.includes(id)));
      if (part === undefined) return success([]);
      const question = whichMembersQuestion(part, reach, atMost);
      if (!question.ok) return failed({ kind: "unknown", code: null, message: question.because });
      const answer = await askXml(part.members, question.fetchXml);
      if (!answer.ok) return answer;
      return success(
        answer.value.map((row) => ({
          table: part.members,
          id: textOf(row, `${part.members}id`) ?? "",
          name: textOf(row, nameColumnOf(part.members)) ?? "",
        })),
      );
    }),
  );
  const members = new Map<string, ConcernedMember>();
  for (const answer of answers) {
    if (!answer.ok) return answer;
    for (const member of answer.value) members.set(member.id, member);
  }
  return success([...members.values()].sort((a, b) => a.name.localeCompare(b.name)));
}
