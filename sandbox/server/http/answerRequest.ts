import { DataverseError } from "../errors";
import type { Organization } from "../organization";
import { answerError } from "./answerError";
import { answerBatch } from "./batch";
import type { Exchange, WebApiAnswer, WebApiRequest } from "./exchange";
import { callerOf, signedInUser } from "./identify";
import { parsePrefer } from "./prefer";
import { route } from "./router";
import type { ServerOptions } from "./server";
import { checkUrlLength, LONGEST_URL } from "./urlLength";

/** The answer to a request, and the annotations that may stay in it. */
export interface Answered {
  readonly answer: WebApiAnswer;
  readonly annotations: readonly string[];
}

/** Answers a request that came over HTTP. It never throws: what goes wrong is an answer, too. */
export async function answerRequest(
  organization: Organization,
  request: WebApiRequest,
  serviceRoot: string,
  options: ServerOptions,
): Promise<Answered> {
  const preferences = parsePrefer(request.headers["prefer"]);
  const { annotations } = preferences;
  try {
    checkUrlLength(serviceRoot + request.target, LONGEST_URL);
    const caller = await callerOf(organization, request.headers, options.defaultUserId);
    const signedInUserId = signedInUser(request.headers, options.defaultUserId);
    const exchange: Exchange = { organization, caller, signedInUserId, request, preferences, serviceRoot };
    const answer = isBatch(request)
      ? await answerBatch(exchange, (error, part) => options.onFault?.(error, part))
      : await route(exchange);
    if (preferences.applied.length === 0 || answer.status >= 400) return { answer, annotations };
    const headers = { ...answer.headers, "Preference-Applied": preferences.applied.join(", ") };
    return { answer: { ...answer, headers }, annotations };
  } catch (error) {
    if (!(error instanceof DataverseError)) options.onFault?.(error, request);
    return { answer: answerError(error, annotations), annotations: ["*"] };
  }
}

function isBatch(request: WebApiRequest): boolean {
  return /^(?:\$|%24)batch(?:\?|$)/.test(request.target);
}
