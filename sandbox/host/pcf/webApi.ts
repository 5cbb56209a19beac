/** A failure as a component sees it: Dataverse's code as an unsigned number, and its message. Nothing else is promised. */
export interface WebApiFailure {
  readonly errorCode: number;
  readonly message: string;
}

export interface WebApiService {
  /** The entity set of a table, or undefined when there is no such table. */
  entitySetName(logicalName: string): string | undefined;
  /** Sends a request to the Web API; `path` follows `/api/data/v9.2/`. */
  send(path: string, request: RequestInit): Promise<Response>;
  isOffline(): boolean;
}

// No answer, so no code of the service; the message is the one the real client gives (powerapps-docs issue 857).
const offline: WebApiFailure = {
  errorCode: 0,
  message: "This operation failed because you're offline. Reconnect and try again.",
};
const noAnswer: WebApiFailure = {
  errorCode: 0,
  message: "The request could not be completed: no answer came.",
};
const unexpected = 0x80004005;
const entityNotFound = 0x80060888;
const invalidArgument = 0x80040203;

export function failure(errorCode: number, message: string): WebApiFailure {
  return Object.freeze({ errorCode, message });
}

function reject(errorCode: number, message: string): never {
  throw failure(errorCode, message) as unknown as Error;
}

interface ErrorBody {
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** What a component or form script is told of an answer that is an error. */
export async function failureOf(response: Response): Promise<WebApiFailure> {
  try {
    const { error } = (await response.json()) as ErrorBody;
    const code = Number(error?.code);
    return failure(Number.isFinite(code) ? code : unexpected, error?.message ?? response.statusText);
  } catch {
    return failure(
      unexpected,
      `The service answered ${String(response.status)} ${response.statusText}`.trim(),
    );
  }
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function bare(id: unknown): string {
  const text = typeof id === "string" ? id.replace(/^\{(.*)\}$/, "$1") : "";
  if (!guid.test(text)) reject(invalidArgument, "Invalid GUID value: the id of a record is expected.");
  return text.toLowerCase();
}

function query(options: unknown): string {
  if (options === undefined || options === null || options === "") return "";
  if (typeof options !== "string" || !options.startsWith("?")) {
    reject(invalidArgument, 'Option Parameter should begin with "?"');
  }
  // "When you specify a FetchXML query for the options parameter, the query should not be encoded" (learn.microsoft.com,
  // "retrieveMultipleRecords"). One that is, as many are, begins with no bracket and goes as it is.
  const fetchXml = /^\?fetchXml=(\s*<.*)$/s.exec(options)?.[1];
  return fetchXml === undefined ? options : `?fetchXml=${encodeURIComponent(fetchXml)}`;
}

/** Sends a request as the host's own client does; an answer that is an error, or none, is rejected as a failure. */
export async function sendToService(
  service: Pick<WebApiService, "send" | "isOffline">,
  path: string,
  request: RequestInit,
  prefer: readonly string[] = [],
): Promise<Response> {
  if (service.isOffline()) throw offline as unknown as Error;
  const headers: Record<string, string> = {
    Accept: "application/json",
    "OData-MaxVersion": "4.0",
    "OData-Version": "4.0",
    ...(request.body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
    ...(request.headers as Record<string, string> | undefined),
  };
  if (prefer.length > 0) headers.Prefer = prefer.join(",");
  let response: Response;
  try {
    response = await service.send(path, { ...request, headers });
  } catch {
    throw (service.isOffline() ? offline : noAnswer) as unknown as Error;
  }
  if (!response.ok) throw (await failureOf(response)) as unknown as Error;
  return response;
}

/**
 * `context.webAPI`: five methods over the organisation's Web API and no others, with the annotations that the real
 * host asks for. A failure is rejected with `errorCode` and `message` alone.
 */
export function createWebApi(service: WebApiService): ComponentFramework.WebApi {
  const send = (path: string, request: RequestInit, prefer?: readonly string[]): Promise<Response> =>
    sendToService(service, path, request, prefer);

  const setOf = (entityType: unknown): string => {
    const name = typeof entityType === "string" ? service.entitySetName(entityType) : undefined;
    if (name === undefined) reject(entityNotFound, `The entity "${String(entityType)}" cannot be found.`);
    return name;
  };

  const annotations = 'odata.include-annotations="*"';

  return {
    async createRecord(entityType, data) {
      const response = await send(setOf(entityType), { method: "POST", body: JSON.stringify(data) });
      const id = /\(([^()]+)\)$/.exec(response.headers.get("OData-EntityId") ?? "")?.[1];
      if (id === undefined) return reject(unexpected, "The service did not name the record that it created.");
      return { id, entityType };
    },

    async deleteRecord(entityType, id) {
      const key = bare(id);
      await send(`${setOf(entityType)}(${key})`, { method: "DELETE" });
      return { id: key, entityType };
    },

    async updateRecord(entityType, id, data) {
      const key = bare(id);
      // Without If-Match the service would create what it does not find.
      await send(`${setOf(entityType)}(${key})`, {
        method: "PATCH",
        body: JSON.stringify(data),
        headers: { "If-Match": "*" },
      });
      return { id: key, entityType };
    },

    async retrieveRecord(entityType, id, options) {
      const key = bare(id);
      const response = await send(`${setOf(entityType)}(${key})${query(options)}`, { method: "GET" }, [
        annotations,
      ]);
      return (await response.json()) as ComponentFramework.WebApi.Entity;
    },

    async retrieveMultipleRecords(entityType, options, maxPageSize) {
      if (maxPageSize !== undefined && !(Number.isInteger(maxPageSize) && maxPageSize > 0)) {
        reject(invalidArgument, "maxPageSize must be a positive whole number.");
      }
      const prefer =
        maxPageSize === undefined ? [annotations] : [annotations, `odata.maxpagesize=${String(maxPageSize)}`];
      const response = await send(`${setOf(entityType)}${query(options)}`, { method: "GET" }, prefer);
      const body = (await response.json()) as {
        readonly value: ComponentFramework.WebApi.Entity[];
        readonly "@odata.nextLink"?: string;
      };
      // Absent when there is no further page, although the published type says it is always there.
      return {
        entities: body.value,
        nextLink: body["@odata.nextLink"],
      } as ComponentFramework.WebApi.RetrieveMultipleResponse;
    },
  };
}
