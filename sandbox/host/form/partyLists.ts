import type { ColumnDescription, PartyListDescription, TableDescription } from "../description";
import type { FieldValue } from "../pcf/parameters";
import { formattedValue, lookupTable, plainText, type WebApiRow } from "./webApiRow";

type LookupValue = ComponentFramework.LookupValue;

/** A column of the form that lists parties of the activity. */
export interface PartyList extends ColumnDescription {
  readonly parties: PartyListDescription;
}

export function isPartyList(column: ColumnDescription): column is PartyList {
  return column.parties !== undefined;
}

/** What the platform keeps itself, whatever is written: `participationtypemask` of what the activity is about, and of its owner. */
const KEPT: ReadonlySet<unknown> = new Set([8, 9]);

/** `$expand` that reads the parties of the form's lists; nothing where it has none. */
export function partyExpand(columns: readonly ColumnDescription[]): string | undefined {
  const [first] = columns.filter(isPartyList);
  if (first === undefined) return undefined;
  const selected = "_partyid_value,participationtypemask,addressused,unresolvedpartyname";
  return `${first.parties.collection}($select=${selected})`;
}

/** Everybody who takes part in the activity, as the Web API gave the row with its annotations. */
export function readParties(columns: readonly ColumnDescription[], row: WebApiRow): readonly WebApiRow[] {
  const [first] = columns.filter(isPartyList);
  return first === undefined ? [] : ((row[first.parties.collection] ?? []) as readonly WebApiRow[]);
}

/** Those of the list. Who is no row of a table, as somebody invited from outside may be, is none of them. */
export function listedParties({ parties }: PartyList, all: readonly WebApiRow[]): readonly LookupValue[] {
  return all
    .filter((party) => party["participationtypemask"] === parties.participation && isRow(party))
    .map((party) => ({
      id: plainText(party["_partyid_value"]),
      name: formattedValue(party, "_partyid_value"),
      entityType: lookupTable(party, "_partyid_value") ?? "",
    }));
}

function isRow(party: WebApiRow): boolean {
  return typeof party["_partyid_value"] === "string";
}

/**
 * The parties of an activity whose lists have changed. A write replaces all of them at once (learn.microsoft.com, "Associate
 * and disassociate table rows using the Web API"), so those of the other lists are written anew beside them.
 * @param before everybody, as they were read
 */
export function partiesBody(
  changed: readonly (readonly [PartyList, FieldValue])[],
  before: readonly WebApiRow[],
  table: (logicalName: string) => TableDescription | undefined,
): Record<string, unknown> {
  const [first] = changed;
  if (first === undefined) return {};
  const [{ navigation = {}, parties }] = first;
  const bound = ({ id, entityType }: LookupValue): Record<string, unknown> => {
    const property = navigation[entityType];
    const set = table(entityType)?.entitySetName;
    if (property === undefined || set === undefined) {
      throw new Error(`A row of the table ${entityType} cannot take part in an activity.`);
    }
    return { [`${property}@odata.bind`]: `/${set}(${id.replace(/[{}]/g, "")})` };
  };
  const replaced = new Set<unknown>(changed.map(([list]) => list.parties.participation));
  const stay = before.filter(
    (party) =>
      !KEPT.has(party["participationtypemask"]) &&
      !(replaced.has(party["participationtypemask"]) && isRow(party)),
  );
  return {
    [parties.collection]: [
      ...stay.map((party) => ({
        ...(isRow(party)
          ? bound({
              id: plainText(party["_partyid_value"]),
              entityType: lookupTable(party, "_partyid_value") ?? "",
            })
          : { unresolvedpartyname: party["unresolvedpartyname"] }),
        participationtypemask: party["participationtypemask"],
        ...(typeof party["addressused"] === "string" ? { addressused: party["addressused"] } : {}),
      })),
      ...changed.flatMap(([list, value]) =>
        ((value ?? []) as readonly LookupValue[]).map((party) => ({
          ...bound(party),
          participationtypemask: list.parties.participation,
        })),
      ),
    ],
  };
}
