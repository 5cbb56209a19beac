import { attribute, children, descendants, type XmlElement } from "../xml";
import { conditionFault } from "./conditionFault";
import { columnType, isDateOnly, type SolutionFolder } from "./solutionFolder";

/** The tables that a query links to, by the alias of the link. */
export function aliasesIn(entity: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    descendants(entity, "link-entity").map((link) => {
      const table = attribute(link, "name") ?? "";
      return [attribute(link, "alias") ?? table, table];
    }),
  );
}

/** The conditions of a query's entity or link itself, in filters however deep; those of a link in a filter are the link's. */
export function conditionsIn(element: XmlElement): XmlElement[] {
  return children(element, "filter").flatMap((filter) => [
    ...children(filter, "condition"),
    ...conditionsIn(filter),
  ]);
}

/**
 * An order or a condition of a query names a column of the table it stands in, or of the link whose alias it names; and a
 * condition asks of it what can be asked of such a column.
 */
export function checkNamed(
  solution: SolutionFolder,
  named: XmlElement,
  table: string,
  aliases: ReadonlyMap<string, string>,
  rules: { readonly link: string; readonly column: string; readonly condition: string },
  problem: (element: string, rule: string, message: string) => void,
): void {
  const name = attribute(named, "attribute") ?? "";
  const element = `${named.tagName} ${name}`;
  const alias = attribute(named, "entityname");
  const of = alias === undefined ? table : aliases.get(alias);
  if (of === undefined) {
    problem(element, rules.link, `the query has no link called "${alias}"`);
    return;
  }
  const type = columnType(solution, of, name);
  if (type === undefined) {
    problem(element, rules.column, `${of} has no such column`);
    return;
  }
  if (named.tagName !== "condition") return;
  const fault = conditionFault(named, { type, dateOnly: isDateOnly(solution, of, name) });
  if (fault !== undefined) problem(element, rules.condition, fault);
}
