import { DataverseError } from "../errors";
import { isIncluded } from "./annotations";
import type { WebApiAnswer } from "./exchange";

const CDS = "Microsoft.PowerApps.CDS.";

/**
 * The answer to a refusal. The details stand in annotations, which have to be asked for
 * (learn.microsoft.com, "Compose HTTP requests and handle errors").
 */
export function answerError(error: unknown, annotations: readonly string[]): WebApiAnswer {
  const refusal = error instanceof DataverseError ? error : fault();
  const details: Record<string, string> = {
    [`${CDS}ErrorDetails.OperationStatus`]: "0",
    [`${CDS}ErrorDetails.SubErrorCode`]: "0",
    [`${CDS}HelpLink`]: `http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a${refusal.code.slice(2)}&client=platform`,
    [`${CDS}TraceText`]: "",
    [`${CDS}InnerError.Message`]: refusal.message,
  };
  return {
    status: refusal.status,
    headers: refusal.retryAfter === undefined ? {} : { "Retry-After": String(refusal.retryAfter) },
    body: {
      error: {
        code: refusal.code,
        message: refusal.message,
        ...Object.fromEntries(
          Object.entries(details)
            .filter(([name]) => isIncluded(name, annotations))
            .map(([name, value]) => [`@${name}`, value]),
        ),
      },
    },
  };
}

/** What a fault of the sandbox itself looks like from outside: no stack, no statement, no path. */
function fault(): DataverseError {
  return new DataverseError(500, "0x80040216", "An unexpected error occurred.");
}
