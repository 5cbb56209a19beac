import { localeOf } from "../pcf/locale";

interface Separators {
  readonly decimal: string;
  readonly group: string;
}

function separatorsOf(languageId: number): Separators {
  const parts = new Intl.NumberFormat(localeOf(languageId).tag, { minimumFractionDigits: 1 }).formatToParts(
    1_234_567,
  );
  const symbol = (type: "decimal" | "group"): string => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: symbol("decimal"), group: symbol("group") };
}

/** The number as it is edited: with the language's decimal separator, and no groups. */
export function editableNumber(value: number, languageId: number): string {
  return String(value).replace(".", separatorsOf(languageId).decimal);
}

/**
 * Reads a number as it is typed in a language, with groups of three digits or without. Spaces group in every language.
 * @returns null for nothing, undefined for what is no number: "1,5" is none in English, where a comma stands before three digits
 */
export function typedNumber(text: string, languageId: number): number | null | undefined {
  const { decimal, group } = separatorsOf(languageId);
  const typed = text.replace(/\s/g, "");
  if (typed === "") return null;
  const groups = group.trim() === "" ? "" : `\\${group}`;
  const grouped = groups === "" ? "" : `|\\d{1,3}(?:${groups}\\d{3})+`;
  if (!new RegExp(`^-?(?:\\d+${grouped})(?:\\${decimal}\\d*)?$`).test(typed)) return undefined;
  return Number(typed.split(group).join("").replace(decimal, "."));
}
