import type { ColumnMetadata, OptionMetadata } from "../../server/metadata/model";

/** Why a row is refused. */
export class RowFault extends Error {}

const YES = new Set(["true", "1", "yes", "oui", "ja"]);
const NO = new Set(["false", "0", "no", "non", "nee"]);

/**
 * A cell as the Web API takes it. An empty cell is no value.
 * @throws RowFault when the text is not a value of the column's type; limits are the service's to judge
 */
export function csvValue(column: ColumnMetadata, text: string): string | number | boolean | undefined {
  if (text === "") {
    return undefined;
  }
  switch (column.type) {
    case "integer":
    case "bigint":
      return wholeNumber(column, text);
    case "decimal":
    case "double":
    case "money":
      return decimalNumber(column, text);
    case "boolean":
      return yesOrNo(column, text);
    case "choice":
    case "state":
    case "status":
      return option(column, text);
    case "choices":
      return text
        .split("|")
        .map((part) => String(option(column, part.trim())))
        .join(",");
    case "datetime":
      return date(column, text);
    default:
      return text;
  }
}

function fault(column: ColumnMetadata, text: string, expected: string): RowFault {
  return new RowFault(`${column.logicalName}: "${text}" is not ${expected}`);
}

function wholeNumber(column: ColumnMetadata, text: string): number {
  const number = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw fault(column, text, "a whole number");
  }
  return number;
}

/** Spreadsheets in French and Dutch write a decimal comma; thousands are never grouped. */
function decimalNumber(column: ColumnMetadata, text: string): number {
  if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) {
    throw fault(column, text, "a number such as 1234.56 or 1234,56");
  }
  return Number(text.replace(",", "."));
}

function yesOrNo(column: ColumnMetadata, text: string): boolean {
  const word = text.toLowerCase();
  if (YES.has(word)) {
    return true;
  }
  if (NO.has(word)) {
    return false;
  }
  const labelled = byLabel(column.options ?? [], text);
  if (labelled === undefined) {
    throw fault(column, text, "true or false");
  }
  return labelled.value === 1;
}

function option(column: ColumnMetadata, text: string): number {
  if (/^-?\d+$/.test(text)) {
    return Number(text);
  }
  const found = byLabel(column.options ?? [], text);
  if (found === undefined) {
    const labels = (column.options ?? []).map((each) => `${each.labels[1033] ?? ""} (${String(each.value)})`);
    throw fault(column, text, `one of its choices: ${labels.join(", ")}`);
  }
  return found.value;
}

/** The option with that label in any language; none when two share it. */
function byLabel(options: readonly OptionMetadata[], text: string): OptionMetadata | undefined {
  const wanted = text.toLowerCase();
  const found = options.filter((each) =>
    Object.values(each.labels).some((label) => label.toLowerCase() === wanted),
  );
  return found.length === 1 ? found[0] : undefined;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** ISO 8601. A time without a zone is UTC, as everything that Dataverse itself gives out. */
function date(column: ColumnMetadata, text: string): string {
  if (DAY.test(text)) {
    return text;
  }
  const [, day, time, seconds = ":00", zone = "Z"] = MOMENT.exec(text) ?? [];
  if (day === undefined || time === undefined) {
    throw fault(column, text, "a date such as 2026-03-31 or 2026-03-31T14:30:00Z");
  }
  if (column.dateTimeBehavior === "DateOnly") {
    return day;
  }
  return `${day}T${time}${seconds}${zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2").toUpperCase()}`;
}
