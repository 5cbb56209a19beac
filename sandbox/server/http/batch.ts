import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { DataverseError } from "../errors";
import { badQuery, methodNotAllowed } from "../odata/refusals";
import { within } from "../organization";
import { keepAnnotations } from "./annotations";
import { answerError } from "./answerError";
import type { Exchange, WebApiAnswer, WebApiRequest } from "./exchange";
import { callerOfPart } from "./identify";
import { boundaryOf, parseMultipart, parseRequest, writeMultipart, type Part } from "./multipart";
import { parsePrefer } from "./prefer";
import { route } from "./router";
import { checkUrlLength, LONGEST_URL_IN_BATCH } from "./urlLength";

const MOST_REQUESTS = 1000;
const SERVICE_PATH = /^(?:https?:\/\/[^/]+)?\/?(?:api\/data\/v9\.\d\/)?/i;

/** A request of a batch, or a change set of several. */
type Item =
  | { readonly kind: "single"; readonly request: BatchedRequest }
  | { readonly kind: "changeSet"; readonly requests: readonly BatchedRequest[] };

interface BatchedRequest extends WebApiRequest {
  readonly contentId?: string;
}

interface Outcome {
  readonly request: BatchedRequest;
  readonly answer: WebApiAnswer;
  readonly annotations: readonly string[];
}

/** Thrown to roll a change set back; carries the answer of the request that failed. */
class ChangeSetFailed extends Error {
  constructor(readonly outcome: Outcome) {
    super("The change set failed.");
  }
}

/** What a batch needs besides the exchange: where to report faults. */
export type ReportFault = (error: unknown, request: WebApiRequest) => void;

/** `POST $batch` */
export async function answerBatch(exchange: Exchange, reportFault: ReportFault): Promise<WebApiAnswer> {
  if (exchange.request.method !== "POST") throw methodNotAllowed(exchange.request.method);
  const items = itemsOf(exchange);
  const written: string[] = [];
  let firstError: number | undefined;
  for (const item of items) {
    const outcomes =
      item.kind === "single"
        ? [await answerPart(exchange, item.request, undefined, reportFault)]
        : await answerChangeSet(exchange, item.requests, reportFault);
    written.push(
      item.kind === "single" ? writeOutcome(outcomes[0] as Outcome, false) : writeChangeSet(outcomes),
    );
    const failed = outcomes.find(({ answer }) => answer.status >= 400);
    if (failed === undefined) continue;
    firstError ??= failed.answer.status;
    if (!exchange.preferences.continueOnError) break;
  }
  const boundary = `batchresponse_${randomUUID()}`;
  return {
    // Without continue-on-error the batch fails as its first failing request did.
    status: exchange.preferences.continueOnError ? 200 : (firstError ?? 200),
    headers: { "Content-Type": `multipart/mixed; boundary=${boundary}` },
    body: writeMultipart(written, boundary),
  };
}

function itemsOf(exchange: Exchange): Item[] {
  const { request, serviceRoot } = exchange;
  const boundary = boundaryOf(request.headers["content-type"]);
  if (boundary === undefined) {
    throw new DataverseError(
      415,
      "0x80060888",
      "A batch has to have the content type multipart/mixed with a boundary.",
    );
  }
  const items = parseMultipart(request.body, boundary).map((part): Item => {
    const inner = boundaryOf(part.headers["content-type"]);
    if (inner === undefined) return { kind: "single", request: requestOf(part, serviceRoot) };
    const requests = parseMultipart(part.body, inner).map((one) => requestOf(one, serviceRoot));
    if (requests.some(({ method }) => method === "GET")) {
      throw badQuery("GET requests are not allowed within a change set.");
    }
    requireContentIds(requests);
    return { kind: "changeSet", requests };
  });
  const count = items.reduce((sum, item) => sum + (item.kind === "single" ? 1 : item.requests.length), 0);
  if (count > MOST_REQUESTS) {
    throw badQuery(`The batch has ${String(count)} requests; it may have ${String(MOST_REQUESTS)} at most.`);
  }
  return items;
}

/** OData 4.0, section 11.7.1: each request of a change set has a Content-ID, and no two have the same. */
function requireContentIds(requests: readonly BatchedRequest[]): void {
  const seen = new Set<string>();
  for (const { contentId } of requests) {
    if (contentId === undefined)
      throw badQuery("The header Content-ID is not present in the header collection.");
    if (seen.has(contentId)) {
      throw badQuery(
        `The content ID '${contentId}' was found more than once in the same change set. Content IDs have to be unique across all operations of a change set.`,
      );
    }
    seen.add(contentId);
  }
}

function requestOf({ headers, body }: Part, serviceRoot: string): BatchedRequest {
  if (!/^application\/http\b/i.test(headers["content-type"] ?? "")) {
    throw badQuery("A part of a batch has to have the content type application/http.");
  }
  const request = parseRequest(body);
  checkUrlLength(request.url, LONGEST_URL_IN_BATCH);
  const target = request.url.startsWith(serviceRoot)
    ? request.url.slice(serviceRoot.length)
    : request.url.replace(SERVICE_PATH, "");
  if (/^\$batch\b/.test(target)) throw badQuery("A batch cannot contain another batch.");
  return {
    method: request.method,
    target,
    headers: request.headers,
    body: request.body,
    contentId: headers["content-id"] ?? request.headers["content-id"],
  };
}

async function answerChangeSet(
  exchange: Exchange,
  requests: readonly BatchedRequest[],
  reportFault: ReportFault,
): Promise<readonly Outcome[]> {
  try {
    return await exchange.organization.database.transaction(async (database) => {
      const organization = within(exchange.organization, database);
      const contentIds = new Map<string, string>();
      const outcomes: Outcome[] = [];
      for (const request of requests) {
        const inner: Exchange = { ...exchange, organization, contentIds };
        const outcome = await answerPart(inner, request, contentIds, reportFault);
        if (outcome.answer.status >= 400) throw new ChangeSetFailed(outcome);
        const url = outcome.answer.headers["OData-EntityId"] ?? outcome.answer.headers["Location"];
        if (request.contentId !== undefined && url !== undefined) contentIds.set(request.contentId, url);
        outcomes.push(outcome);
      }
      return outcomes;
    });
  } catch (error) {
    if (error instanceof ChangeSetFailed) return [error.outcome];
    throw error;
  }
}

async function answerPart(
  exchange: Exchange,
  request: BatchedRequest,
  contentIds: ReadonlyMap<string, string> | undefined,
  reportFault: ReportFault,
): Promise<Outcome> {
  const preferences = parsePrefer(request.headers["prefer"]);
  const { annotations } = preferences;
  try {
    const target = dereferenced(request.target, contentIds, exchange.serviceRoot);
    const batch = { headers: exchange.request.headers, caller: exchange.caller };
    const caller = await callerOfPart(exchange.organization, batch, request.headers);
    const answer = await route({ ...exchange, request: { ...request, target }, preferences, caller });
    return { request, answer, annotations };
  } catch (error) {
    if (!(error instanceof DataverseError)) reportFault(error, request);
    return { request, answer: answerError(error, annotations), annotations: ["*"] };
  }
}

/** `$1/lastname`: the row that an earlier request of the change set made. */
function dereferenced(
  target: string,
  contentIds: ReadonlyMap<string, string> | undefined,
  serviceRoot: string,
): string {
  const match = /^\$(\w+)(?=$|[/?])/.exec(target);
  if (match === null || match[1] === "metadata") return target;
  const url = contentIds?.get(match[1] as string);
  if (url === undefined) {
    throw badQuery(`Content-ID Reference: '$${match[1] ?? ""}' does not exist in the batch context.`);
  }
  return url.slice(serviceRoot.length) + target.slice(match[0].length);
}

function writeChangeSet(outcomes: readonly Outcome[]): string {
  const boundary = `changesetresponse_${randomUUID()}`;
  const parts = outcomes.map((outcome) => writeOutcome(outcome, true));
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${writeMultipart(parts, boundary).trimEnd()}`;
}

function writeOutcome({ request, answer, annotations }: Outcome, inChangeSet: boolean): string {
  const lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"];
  if (inChangeSet && request.contentId !== undefined) lines.push(`Content-ID: ${request.contentId}`);
  lines.push("", `HTTP/1.1 ${String(answer.status)} ${STATUS_CODES[answer.status] ?? ""}`);
  if (typeof answer.body === "object") lines.push("Content-Type: application/json; odata.metadata=minimal");
  lines.push("OData-Version: 4.0");
  for (const [name, value] of Object.entries(answer.headers)) lines.push(`${name}: ${value}`);
  lines.push("", bodyText(answer, annotations));
  return lines.join("\r\n");
}

function bodyText(answer: WebApiAnswer, annotations: readonly string[]): string {
  if (answer.body === undefined) return "";
  return typeof answer.body === "string"
    ? answer.body
    : JSON.stringify(keepAnnotations(answer.body, annotations));
}
