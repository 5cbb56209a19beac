import type { Expression, RowValues } from "./rowValues";

const PARTS = ["firstname", "lastname"];

/** A person's full name is made of its parts, in the organisation's order: first name, then last name. */
export function composeFullName(values: RowValues, isNew: boolean): void {
  if (!values.table.columns.has("fullname") || !PARTS.every((part) => values.table.columns.has(part))) return;
  if (!isNew && !PARTS.some((part) => values.has(part))) return;
  const parts: Expression[] = PARTS.map((part) => (isNew ? values.initial(part) : values.resulting(part)));
  const longest = String(values.table.columns.get("fullname")?.maxLength ?? 160);
  values.setExpression(
    "fullname",
    (parameter) =>
      `nullif(left(concat_ws(' ', ${parts.map((part) => `nullif(btrim(${part(parameter)}::text), '')`).join(", ")}), ${longest}), '')`,
  );
}
