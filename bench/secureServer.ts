import { fork } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { FrontSettings } from "./secureFront";

/** A certificate that nobody has signed. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** What Chromium is started with, so that it takes this one for good, and keeps in its cache what comes by it. */
  readonly trusted: string;
}

export async function makeCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
  const publicKey = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
  const hash = createHash("sha256").update(publicKey).digest("base64");
  return { key, cert, trusted: `--ignore-certificate-errors-spki-list=${hash}` };
}

export interface SecureServer {
  /** Where a browser finds it: `https://localhost:…`. */
  readonly base: string;
  close(): Promise<void>;
}

/**
 * Puts HTTP/2 before a server, as the Power Apps platform has it: a browser then asks as many things at once as it likes, where
 * over HTTP/1.1 it is six. Browsers speak it over TLS alone.
 * Source: Microsoft, "Understanding insights" of performance insights in Power Apps, "HTTP protocol".
 * @param upstream where the server listens
 */
export async function listenSecurely(upstream: string, { key, cert }: Certificate): Promise<SecureServer> {
  const front = fork(join(__dirname, "secureFront.ts"));
  const settings: FrontSettings = { upstream, key, cert };
  front.send(settings);
  const ended = once(front, "exit").then(() => {
    throw new Error("The process before the sandbox ended; see above.");
  });
  const [base] = (await Promise.race([once(front, "message"), ended])) as [string];
  // From here on, its end is asked for.
  ended.catch(() => undefined);
  return {
    base,
    close: async () => {
      front.disconnect();
      await once(front, "exit");
    },
  };
}
