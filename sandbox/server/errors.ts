/**
 * A refusal as Dataverse words it: an HTTP status, an error code (`0x` and eight hexadecimal digits) and a
 * message. Everything that the sandbox refuses is one of these; anything else that escapes is a fault of the
 * sandbox itself and is answered with 500 and 0x80040216.
 */
export class DataverseError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Seconds for the `Retry-After` header, with status 429. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = "DataverseError";
  }
}

/** The code of the one refusal that is the sandbox's own: it lacks something that Dataverse has. */
export const NOT_SUPPORTED_BY_SANDBOX = "0x80040203";

/**
 * Something that Dataverse supports and the sandbox does not. `docs/sandbox.md` lists every such thing.
 * @param what names the element, operator or option, as the caller wrote it
 */
export function notSupportedBySandbox(what: string): DataverseError {
  return new DataverseError(501, NOT_SUPPORTED_BY_SANDBOX, `Not supported by the sandbox: ${what}.`);
}
