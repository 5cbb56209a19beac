import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { DataverseError } from "../errors";
import type { Organization } from "../organization";
import { keepAnnotations } from "./annotations";
import { answerError } from "./answerError";
import type { WebApiAnswer, WebApiRequest } from "./exchange";
import { answerRequest } from "./answerRequest";
import { addFaultRoutes } from "./faultRoutes";
import { Faults } from "./faults";
import { signedInUser } from "./identify";

export interface ServerOptions {
  /** Who is signed in when a request does not say: no header `X-Sandbox-User`. */
  readonly defaultUserId: string;
  /** Told of every fault of the sandbox itself, which callers only see as error 500. */
  readonly onFault?: (error: unknown, request: WebApiRequest) => void;
  /** The bad days; rules can be added here as well as through `/sandbox/faults`. */
  readonly faults?: Faults;
}

const LARGEST_BODY = 134_217_728;
const API = /^\/api\/data\/(v9\.[012])(?:\/|$|(?=\?))/;

/**
 * The Web API of an organisation, as a Fastify instance to which other routes can be added. It listens when told to.
 */
export function createServer(organization: Organization, options: ServerOptions): FastifyInstance {
  const app = Fastify({
    // The page's script is built when it is stale, which takes what it takes.
    pluginTimeout: 0,
    bodyLimit: LARGEST_BODY,
    // Node itself would cut a request off at 16 KB of headers and URL, before anybody could refuse it properly.
    http: { maxHeaderSize: 262_144 },
    routerOptions: { maxParamLength: 131_072 },
    frameworkErrors: (error, _request, reply) => {
      send(reply, answerError(new DataverseError(400, "0x80060888", error.message), []), []);
    },
  });
  const faults = options.faults ?? new Faults();
  const turn = takeTurns();
  addFaultRoutes(app, faults);
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, parsed) => {
      parsed(null, body);
    });
    scope.setErrorHandler((error, _request, reply) => {
      send(reply, answerError(httpRefusal(error), []), []);
    });
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const webApiRequest = webApiRequestOf(request);
      if (webApiRequest === undefined) return send(reply, answerError(noSuchVersion(), []), []);
      const user = signedInUser(webApiRequest.headers, options.defaultUserId);
      const verdict = faults.judge(user, request.method, request.raw.url ?? "");
      if (verdict.delay > 0) await sleep(verdict.delay);
      if (verdict.cut === "before") return cut(request, reply);
      if (verdict.answer !== undefined) return send(reply, verdict.answer, []);
      await turn();
      const { answer, annotations } = await answerRequest(
        organization,
        webApiRequest,
        serviceRootOf(request),
        options,
      );
      return verdict.cut === "after" ? cut(request, reply) : send(reply, answer, annotations);
    };
    scope.all("/api/data/*", handler);
    done();
  });
  return app;
}

/**
 * Gives each request a turn of the event loop of its own. Postgres works within this process and never waits: of many requests at
 * once, none would be answered before all were worked on, and others would not be taken in until then.
 */
function takeTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => nextTurn()));
}

/** Breaks the connection, without a word. */
function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

function webApiRequestOf(request: FastifyRequest): WebApiRequest | undefined {
  const url = request.raw.url ?? "";
  const prefix = API.exec(url)?.[0];
  if (prefix === undefined) return undefined;
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return {
    method: request.method,
    target: url.slice(prefix.length),
    headers,
    body: typeof request.body === "string" ? request.body : "",
  };
}

function serviceRootOf(request: FastifyRequest): string {
  const version = API.exec(request.raw.url ?? "")?.[1] ?? "v9.2";
  return `${request.protocol}://${request.host}/api/data/${version}/`;
}

function noSuchVersion(): DataverseError {
  return new DataverseError(404, "0x8006088a", "Resource not found for the segment of the URL.");
}

/** What Fastify itself refuses, in Dataverse's words. */
function httpRefusal(error: unknown): unknown {
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413) {
    return new DataverseError(413, "0x8004418a", "The request length is too large.");
  }
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new DataverseError(status, "0x80060888", error instanceof Error ? error.message : "Bad Request");
  }
  return error;
}

function send(reply: FastifyReply, answer: WebApiAnswer, annotations: readonly string[]): FastifyReply {
  reply.code(answer.status);
  reply.headers({
    "OData-Version": "4.0",
    "Cache-Control": "no-cache",
    "x-ms-service-request-id": randomUUID(),
    ...answer.headers,
  });
  if (answer.body === undefined) return reply.send();
  if (typeof answer.body === "string") return reply.send(answer.body);
  reply.header("Content-Type", "application/json; odata.metadata=minimal");
  // As bytes: a text would be turned into them twice, once for its length.
  return reply.send(Buffer.from(JSON.stringify(keepAnnotations(answer.body, annotations))));
}
