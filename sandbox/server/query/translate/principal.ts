import { identifier } from "../../store/physical";
import type { Statement } from "./statement";

/**
 * Operators that compare with who asks. Source: …/fetchxml/reference/operators, "Owner data" and "Hierarchical data".
 * @param value the column, as SQL
 * @returns undefined when the operator is not one of these
 */
export function principalCondition(
  statement: Statement,
  value: string,
  operator: string,
): string | undefined {
  const { caller } = statement;
  const user = () => statement.value(caller.userId, "uuid");
  const unit = () => statement.value(caller.businessUnitId, "uuid");
  const teams = () => `${value} = any(${statement.value([...caller.teamIds], "uuid[]")})`;
  switch (operator) {
    case "eq-userid":
      return `${value} = ${user()}`;
    case "ne-userid":
      return `(${value} <> ${user()} or ${value} is null)`;
    case "eq-businessid":
      return `${value} = ${unit()}`;
    case "ne-businessid":
      return `(${value} <> ${unit()} or ${value} is null)`;
    case "eq-userteams":
      return teams();
    case "eq-useroruserteams":
      return `(${value} = ${user()} or ${teams()})`;
    case "eq-useroruserhierarchy":
      return `${value} in (${reports(statement)})`;
    case "eq-useroruserhierarchyandteams":
      return `(${value} in (${reports(statement)}) or ${teamsOfReports(statement, value)})`;
    default:
      return undefined;
  }
}

/** The user and everyone who reports to them, however far down, as `systemuser.parentsystemuserid` says. */
function reports(statement: Statement): string {
  const user = statement.value(statement.caller.userId, "uuid");
  const table = statement.catalog.table("systemuser");
  if (table?.columns.has("parentsystemuserid") !== true) return user;
  const [found, next] = [statement.alias(), statement.alias()];
  return [
    `with recursive ${found}(id) as (select ${user} union select ${next}."systemuserid" from "systemuser" ${next}`,
    `join ${found} on ${next}."parentsystemuserid" = ${found}.id) select ${found}.id from ${found}`,
  ].join(" ");
}

function teamsOfReports(statement: Statement, value: string): string {
  const table = statement.catalog.table("teammembership");
  if (table === undefined)
    return `${value} = any(${statement.value([...statement.caller.teamIds], "uuid[]")})`;
  const member = statement.alias();
  return `${value} in (select ${member}."teamid" from ${identifier(table.logicalName)} ${member} where ${member}."systemuserid" in (${reports(statement)}))`;
}
