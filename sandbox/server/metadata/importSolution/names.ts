import { type ImportCode, importRefused, type Place } from "./refusal";

/** As Dataverse allows it: letters, digits and underscores, beginning with a letter. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The longest schema name of a column; that of a table is bounded by what the store can call it. */
export const LONGEST_COLUMN_NAME = 50;
export const LONGEST_TABLE_NAME = 63;

/** @throws DataverseError 400 for a name that no table or column can have */
export function checkName(name: string, longest: number, code: ImportCode, place: Place): void {
  if (!NAME.test(name) || name.length > longest) {
    throw importRefused(
      code,
      place,
      `"${name}" is not a name of letters, digits and underscores, ${String(longest)} at most.`,
    );
  }
}
