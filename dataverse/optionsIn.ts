import { columnIn } from "./optionalColumns";

/** One value of a choice column. */
export interface Choice {
  readonly value: number;
  readonly label: string;
}

/**
 * The values that a choice column may have, as a table's definition says; null where it does not. What `getEntityMetadata` gives
 * is typed by nobody: the options of a column stand in it by value, as `{ value, text }`, in `attributeDescriptor` as a list of
 * `{ Value, Label }`, or in both.
 */
export function optionsIn(definition: unknown, column: string): readonly Choice[] | null {
  const found = columnIn(definition, column) as Column | null | undefined;
  const choices = [found?.OptionSet, found?.attributeDescriptor?.OptionSet].flatMap(choicesIn);
  if (choices.length === 0) return null;
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

interface Column {
  readonly OptionSet?: unknown;
  readonly attributeDescriptor?: { readonly OptionSet?: unknown };
}

function choicesIn(options: unknown): readonly Choice[] {
  return Object.values(options ?? {}).flatMap((option: Readonly<Record<string, unknown>> | null) => {
    const [value, label] = [option?.value ?? option?.Value, option?.text ?? option?.Label];
    return typeof value === "number" ? [{ value, label: typeof label === "string" ? label : "" }] : [];
  });
}
