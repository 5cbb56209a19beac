/** A row in the Web API's shape, with its annotations. */
export type WebApiRow = Readonly<Record<string, unknown>>;

/** What the service writes for a column: its formatted value. */
export function formattedValue(row: WebApiRow, name: string): string | undefined {
  const value = row[`${name}@OData.Community.Display.V1.FormattedValue`];
  return typeof value === "string" ? value : undefined;
}

/** The table that a lookup's value points to. */
export function lookupTable(row: WebApiRow, name: string): string | undefined {
  const value = row[`${name}@Microsoft.Dynamics.CRM.lookuplogicalname`];
  return typeof value === "string" ? value : undefined;
}

/** A value as text, where the service writes none for it; nothing for what is no plain value. */
export function plainText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
