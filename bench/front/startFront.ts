import { fork } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { FrontOrder, FrontReport, FrontSettings } from "./process";

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

/** What stands between the browser and the sandbox. */
export interface Front {
  /** Where a browser finds it: `https://localhost:…`, or `http://` without a certificate. */
  readonly base: string;
  /** From now on answers of the Web API are kept, and the same question is answered from memory, so many milliseconds later. */
  keepAnswers(latency: number): Promise<void>;
  /** Every question goes to the sandbox again; what was kept is forgotten. */
  forgetAnswers(): Promise<void>;
  /** What it had to ask the sandbox since this was asked last, while it kept answers. */
  takeNotRemembered(): readonly string[];
  close(): Promise<void>;
}

/**
 * Puts HTTP/2 before a server, as the Power Apps platform has it: a browser then asks as many things at once as it likes, where
 * over HTTP/1.1 it is six. Browsers speak it over TLS alone.
 * Source: Microsoft, "Understanding insights" of performance insights in Power Apps, "HTTP protocol".
 * @param upstream where the server listens
 * @param certificate null: HTTP/1.1
 */
export async function startFront(upstream: string, certificate: Certificate | null): Promise<Front> {
  const front = fork(join(__dirname, "process.ts"));
  const settings: FrontSettings = { upstream, certificate };
  front.send(settings);
  const ended = once(front, "exit").then(() => {
    throw new Error("The process before the sandbox ended; see above.");
  });
  let notRemembered: string[] = [];
  const waiting: ((report: FrontReport) => void)[] = [];
  front.on("message", (report: FrontReport) => {
    if ("notRemembered" in report) notRemembered.push(report.notRemembered);
    else waiting.shift()?.(report);
  });
  const nextReport = (): Promise<FrontReport> =>
    Promise.race([new Promise<FrontReport>((resolve) => waiting.push(resolve)), ended]);
  const order = async (what: FrontOrder): Promise<void> => {
    const obeyed = nextReport();
    front.send(what);
    await obeyed;
  };

  const listening = await nextReport();
  if (!("base" in listening))
    throw new Error("The process before the sandbox does not say where it listens.");
  // From here on, its end is asked for.
  ended.catch(() => undefined);
  return {
    base: listening.base,
    keepAnswers: (latency) => order({ keepsAnswers: true, latency }),
    forgetAnswers: () => order({ keepsAnswers: false, latency: 0 }),
    takeNotRemembered: () => {
      const taken = notRemembered;
      notRemembered = [];
      return taken;
    },
    close: async () => {
      front.disconnect();
      await once(front, "exit");
    },
  };
}
