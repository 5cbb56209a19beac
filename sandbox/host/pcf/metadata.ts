/** What the page knows of the tables, and how it asks for their columns. */
export interface MetadataService {
  hasTable(logicalName: string): boolean;
  /** Sends a request to the Web API; `path` follows `/api/data/v9.2/`. */
  send(path: string, request: RequestInit): Promise<Response>;
}

const entityNotFound = 0x80060888;

/** A column's definition as the Web API gives it. */
interface Attribute {
  readonly LogicalName: string;
  readonly OptionSet: { readonly Options: readonly Option[] } | null;
}

interface Option {
  readonly Value: number;
  readonly Label: { readonly UserLocalizedLabel: { readonly Label: string } | null };
}

/**
 * A column's definition as the real client gives it: the options of a choice stand in it by value, which the client API's
 * reference describes, and once more, differently named, in what it was made of.
 */
function columnDefinition({ LogicalName, OptionSet }: Attribute): object {
  if (OptionSet === null) return { LogicalName };
  const options = OptionSet.Options.map(({ Value, Label }) => ({
    value: Value,
    text: Label.UserLocalizedLabel?.Label ?? "",
  }));
  return {
    LogicalName,
    OptionSet: Object.fromEntries(options.map((option) => [option.value, option])),
    attributeDescriptor: { OptionSet: options.map(({ value, text }) => ({ Value: value, Label: text })) },
  };
}

/** A collection of definitions by name, as the real client gives it. */
function collection(columns: readonly Attribute[]): object {
  const definitions = new Map(columns.map((column) => [column.LogicalName, columnDefinition(column)]));
  return {
    get: (name?: string) =>
      name === undefined ? [...definitions.values()] : (definitions.get(name) ?? null),
    getByName: (name: string) => definitions.get(name) ?? null,
    getLength: () => definitions.size,
  };
}

/**
 * `context.utils.getEntityMetadata`: whether there is such a table, which the page knows, and of the columns asked for
 * those that there are, by one request. Of a definition, no more than the names and the options is supported.
 */
export function createEntityMetadata(
  service: MetadataService,
): ComponentFramework.Utility["getEntityMetadata"] {
  return async (table, columns = []) => {
    if (!service.hasTable(table)) {
      // A host rejects with a plain object.
      throw {
        errorCode: entityNotFound,
        message: `Could not find an entity with name ${table} and id 00000000-0000-0000-0000-000000000000.`,
      } as unknown as Error;
    }
    if (columns.length === 0) return { LogicalName: table, Attributes: collection([]) };
    const wanted = columns.map((column) => `LogicalName eq '${column.replace(/'/g, "''")}'`).join(" or ");
    const response = await service.send(
      `EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName,OptionSet&$filter=${encodeURIComponent(wanted)}`,
      { method: "GET", headers: { Accept: "application/json" } },
    );
    if (!response.ok) {
      throw { errorCode: entityNotFound, message: response.statusText } as unknown as Error;
    }
    const { value } = (await response.json()) as { readonly value: readonly Attribute[] };
    return { LogicalName: table, Attributes: collection(value) };
  };
}
