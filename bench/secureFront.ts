/**
 * A process of its own: HTTP/2 before a server that speaks HTTP/1.1, so that neither keeps the other from its work. It is sent its
 * settings, says where it can be reached, and ends with the process that began it.
 */
import { once } from "node:events";
import proxy from "@fastify/http-proxy";
import Fastify from "fastify";

export interface FrontSettings {
  /** Where the server that answers listens. */
  readonly upstream: string;
  readonly key: string;
  readonly cert: string;
}

async function serve(): Promise<void> {
  const [{ upstream, key, cert }] = (await once(process, "message")) as [FrontSettings];
  process.once("disconnect", () => process.exit());
  const front = Fastify({ http2: true, https: { key, cert }, routerOptions: { maxParamLength: 131_072 } });
  await front.register(proxy, { upstream });
  process.send?.(await front.listen({ port: 0, host: "localhost" }));
}

// What fails ends the process, which whoever began it is told.
void serve();
