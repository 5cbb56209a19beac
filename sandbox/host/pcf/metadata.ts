/** What the page knows of the tables, and how it asks for their columns. */
export interface MetadataService {
  hasTable(logicalName: string): boolean;
  /** Sends a request to the Web API; `path` follows `/api/data/v9.2/`. */
  send(path: string, request: RequestInit): Promise<Response>;
}

const entityNotFound = 0x80060888;

/** A collection of definitions by name, as the real client gives it. */
function collection(names: readonly string[]): object {
  const definitions = new Map(names.map((name) => [name, { LogicalName: name }]));
  return {
    get: (name?: string) =>
      name === undefined ? [...definitions.values()] : (definitions.get(name) ?? null),
    getByName: (name: string) => definitions.get(name) ?? null,
    getLength: () => definitions.size,
  };
}

/**
 * `context.utils.getEntityMetadata`: whether there is such a table, which the page knows, and of the columns asked for
 * those that there are, by one request. Of a definition, no more than the names is supported.
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
      `EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName&$filter=${encodeURIComponent(wanted)}`,
      { method: "GET", headers: { Accept: "application/json" } },
    );
    if (!response.ok) {
      throw { errorCode: entityNotFound, message: response.statusText } as unknown as Error;
    }
    const { value } = (await response.json()) as {
      readonly value: readonly { readonly LogicalName: string }[];
    };
    return { LogicalName: table, Attributes: collection(value.map(({ LogicalName }) => LogicalName)) };
  };
}
