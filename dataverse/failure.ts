/**
 * What can be expected to go wrong when asking Dataverse, so that every caller handles it. Anything else is
 * `unknown` and carries what the service said.
 */
export type Failure =
  | { readonly kind: "offline" }
  /** The service limits this user's requests for a while. */
  | { readonly kind: "throttled" }
  /** `privilege`: the one that is missing, where the service names it, as `prvReadConnection`. */
  | { readonly kind: "noPrivilege"; readonly privilege?: string }
  /** The record (or its table's row) no longer exists. */
  | { readonly kind: "gone" }
  /** An aggregate covers more rows than the service adds up in one go (50,000). */
  | { readonly kind: "tooManyRows" }
  /** The organisation does not have this column. */
  | { readonly kind: "noSuchColumn" }
  | { readonly kind: "unknown"; readonly code: string | null; readonly message: string };

/** Whether no answer came: what was asked for may have been done all the same. */
export function isUnanswered(failure: Failure): boolean {
  return failure.kind === "offline" || (failure.kind === "unknown" && failure.code === null);
}

/** Error codes of Dataverse, as unsigned numbers. */
const codes: ReadonlyMap<number | null, Exclude<Failure["kind"], "unknown" | "offline">> = new Map([
  // Service protection: execution time, number of requests, concurrent requests.
  [0x80072321, "throttled"],
  [0x80072322, "throttled"],
  [0x80072326, "throttled"],
  // Of the table; of this row, which lies beyond what the privilege reaches.
  [0x80040220, "noPrivilege"],
  [0x80048306, "noPrivilege"],
  [0x80040217, "gone"],
  [0x8004e023, "tooManyRows"],
  [0x80041103, "noSuchColumn"],
]);

/** `0x80040220`, 2147746336 and -2147220960 are one code: clients give any of them. Null where there is none. */
function codeOf(error: object): number | null {
  const code = Number("errorCode" in error ? error.errorCode : "code" in error ? error.code : undefined);
  return Number.isInteger(code) && code !== 0 ? code >>> 0 : null;
}

/**
 * What a rejected promise of `context.webAPI` means.
 * @param isOffline whether the client has no connection now; without an answer from the service there is no code
 */
export function failureOf(error: unknown, isOffline: boolean): Failure {
  const thing: object = typeof error === "object" && error !== null ? error : {};
  const code = codeOf(thing);
  const said: unknown = "message" in thing ? thing.message : error;
  const message = typeof said === "string" ? said : "";
  const kind = codes.get(code);
  if (kind === "noPrivilege") return { kind, privilege: /\bprv[A-Z]\w+/.exec(message)?.[0] };
  if (kind) return { kind };
  if (code === null && isOffline) return { kind: "offline" };
  return {
    kind: "unknown",
    code: code === null ? null : `0x${code.toString(16).padStart(8, "0").toUpperCase()}`,
    message,
  };
}
