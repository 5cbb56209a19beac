/**
 * A process of its own before the sandbox, so that neither keeps the other from its work: HTTP/2, where it is given a
 * certificate, and a memory of answers, where it is told to. It is sent its settings and then what to do, says where it can be
 * reached and what it did not remember, and ends with the process that began it.
 */
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import proxy from "@fastify/http-proxy";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";

export interface FrontSettings {
  /** Where the server that answers listens. */
  readonly upstream: string;
  /** HTTP/2 over TLS with this certificate; HTTP/1.1 without one. */
  readonly certificate: { readonly key: string; readonly cert: string } | null;
}

/** What the front is told to do from now on. */
export interface FrontOrder {
  /** Whether answers of the Web API are kept, and given again to whoever asks the same. */
  readonly keepsAnswers: boolean;
  /** Milliseconds that each of those is kept back. */
  readonly latency: number;
}

/** What the front says of itself. */
export type FrontReport =
  { readonly base: string } | { readonly obeyed: FrontOrder } | { readonly notRemembered: string };

interface Kept {
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly body: Buffer;
}

function report(message: FrontReport): void {
  process.send?.(message);
}

async function serve(): Promise<void> {
  const [{ upstream, certificate }] = (await once(process, "message")) as [FrontSettings];
  process.once("disconnect", () => process.exit());
  const routerOptions = { maxParamLength: 131_072 };
  const front = (
    certificate === null
      ? Fastify({ routerOptions })
      : Fastify({ http2: true, https: certificate, routerOptions })
  ) as FastifyInstance;
  rememberAnswers(front);
  await front.register(proxy, { upstream });
  report({ base: await front.listen({ port: 0, host: "localhost" }) });
}

/** Answers from memory what has been answered before, as long as it is told to. */
function rememberAnswers(front: FastifyInstance): void {
  const memory = new Map<string, Kept>();
  let order: FrontOrder = { keepsAnswers: false, latency: 0 };
  process.on("message", (message) => {
    order = message as FrontOrder;
    if (!order.keepsAnswers) memory.clear();
    report({ obeyed: order });
  });
  const isToKeep = ({ method, url }: FastifyRequest): boolean =>
    order.keepsAnswers && method === "GET" && url.startsWith("/api/data/");
  const keyOf = ({ url, headers }: FastifyRequest): string =>
    [url, headers.prefer, headers["x-sandbox-user"]].join("\n");

  front.addHook("onRequest", async (request, reply) => {
    if (!isToKeep(request)) return;
    const kept = memory.get(keyOf(request));
    if (kept === undefined) {
      report({ notRemembered: request.url });
      return;
    }
    await setTimeout(order.latency);
    return reply.code(kept.status).headers(kept.headers).send(kept.body);
  });
  front.addHook("onSend", async (request, reply, payload) => {
    if (!isToKeep(request) || payload === null || Buffer.isBuffer(payload)) return payload;
    const body = await buffer(payload as NodeJS.ReadableStream);
    memory.set(keyOf(request), { status: reply.statusCode, headers: { ...reply.getHeaders() }, body });
    return body;
  });
}

// What fails ends the process, which whoever began it is told.
void serve();
