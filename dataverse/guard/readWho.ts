import type { GuardedList, MemberTable } from "../../domain/guard/audience";
import type { Reach } from "../../domain/guard/check";
import type { Named } from "../../domain/guard/protection";
import type { AskXml } from "../askQuestion";
import { failed, success, type Answer } from "../attempt";
import type { Xml } from "../listQuery";
import { either, type FilterItem, type QuestionFilter } from "../question";
import { textOf } from "../row";
import { partsOf } from "./audience";
import { distinct } from "./guardedSubject";
import { nameColumnOf } from "./memberName";
import { companyColumnOf } from "./reached";

/** Names shown of those whom a deal or a hold reaches. */
export const NAMES = 50;

export interface Who {
  readonly table: MemberTable;
  readonly people: readonly Named[];
  /** Whether there are more than these. */
  readonly isCut: boolean;
}

function isReached({ members, people, companies }: Reach): QuestionFilter {
  const company = companyColumnOf(members);
  const within = (column: string, values: readonly string[]): FilterItem[] =>
    values.length === 0 ? [] : [{ column, operator: "in", values }];
  const above: FilterItem[] =
    companies.length === 0 || members === "account"
      ? []
      : [
          {
            is: "any",
            table: "account",
            from: "accountid",
            to: company,
            filter: either({ column: "parentaccountid", operator: "in", values: companies }),
          },
        ];
  return either(...within(`${members}id`, people), ...within(company, companies), ...above);
}

/**
 * Who of an audience a deal or a hold reaches, by name, all of one table together. One request for each part of the audience that it
 * reaches.
 */
export async function readWho(
  askXml: AskXml,
  lists: readonly GuardedList[],
  reach: readonly Reach[],
  xml?: Xml,
): Promise<Answer<readonly Who[]>> {
  const answers = await Promise.all(
    reach.map(async (each): Promise<Answer<Who>> => {
      const { members, listIds } = each;
      const [part] = partsOf(
        lists.filter(({ id }) => listIds.includes(id)),
        xml,
      ).parts;
      if (part === undefined) return failed({ kind: "gone" });
      const name = nameColumnOf(members);
      const question = part.query.rows(
        { columns: [{ name: `${members}id` }, { name }], filter: isReached(each) },
        NAMES + 1,
      );
      if (!question.ok) return failed({ kind: "unknown", code: null, message: question.because });
      const answer = await askXml(members, question.fetchXml);
      if (!answer.ok) return answer;
      return success({
        table: members,
        people: answer.value
          .slice(0, NAMES)
          .map((row) => ({ id: textOf(row, `${members}id`) || "", name: textOf(row, name) || "" })),
        isCut: answer.value.length > NAMES,
      });
    }),
  );
  const who = new Map<MemberTable, Who>();
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const { table, people, isCut } = answer.value;
    const before = who.get(table);
    // Whoever is in several parts is named once.
    who.set(
      table,
      before
        ? { table, people: distinct([...before.people, ...people]), isCut: before.isCut || isCut }
        : answer.value,
    );
  }
  return success([...who.values()]);
}
