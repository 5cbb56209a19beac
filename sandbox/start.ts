/**
 * `npm start`: builds what is stale, packs, imports the packed zip, seeds, serves.
 *
 *     npm start -- --port 8181 --reset --scale 1 --data FOLDER --empty --journeys --no-open
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer as createNetServer } from "node:net";
import { join, resolve } from "node:path";
import { buildComponents } from "../scripts/buildComponents";
import {
  Fault,
  inWordsAlone,
  runCommand,
  UsageError,
  wholeNumber,
  type Values,
} from "../scripts/commandLine";
import { lockFolder } from "./lockFolder";
import type { Seed } from "./openSandbox";

const root = join(__dirname, "..");
const keptIn = join(root, ".sandbox");

const usage = `Usage: npm start -- [options]
  --port N        port to serve on (8181)
  --reset         make the organisation anew
  --scale N       size of the sample organisation, a whole number from 1 (1: a team's; 100: 200,000 contacts)
  --data FOLDER   import the CSV files of a folder (account.csv, contact.csv, …) instead of the sample
  --empty         people and currencies alone, as after an import into a new environment
  --journeys      with the segments of Customer Insights - Journeys
  --no-open       do not open a browser`;

const taken = {
  port: { type: "string" },
  reset: { type: "boolean" },
  scale: { type: "string" },
  data: { type: "string" },
  empty: { type: "boolean" },
  journeys: { type: "boolean" },
  "no-open": { type: "boolean" },
} as const;

type Said = Values<typeof taken>;

interface Options {
  readonly port: number;
  readonly reset: boolean;
  readonly open: boolean;
  readonly seed: Seed;
  readonly journeys: boolean;
}

function readOptions(values: Said): Options {
  if (values.empty && (values.data !== undefined || values.scale !== undefined)) {
    throw new UsageError("--empty has no rows: give neither --data nor --scale with it.");
  }
  if (values.data !== undefined && values.scale !== undefined) {
    throw new UsageError(
      "--scale is about the sample organisation, which --data replaces: give one of them.",
    );
  }
  if (values.data !== undefined) {
    const folder = resolve(values.data);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new UsageError(`--data names ${folder}, which is not a folder.`);
    }
  }
  return {
    port: wholeNumber(values.port ?? "8181", "port", 0, 65_535),
    reset: values.reset ?? false,
    open: !values["no-open"] && process.stdout.isTTY && !process.env.CI,
    seed: readSeed(values),
    journeys: values.journeys ?? false,
  };
}

function readSeed({ empty, data, scale }: Said): Seed {
  if (empty) return { kind: "empty" };
  return data === undefined
    ? { kind: "sample", scale: wholeNumber(scale ?? "1", "scale", 1, 1000) }
    : { kind: "csv", folder: resolve(data) };
}

/** Asked first: nobody should wait for a build to hear that the port is taken. */
async function requirePort(port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    const probe = createNetServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      fail(
        error.code === "EADDRINUSE"
          ? new Fault(`Port ${String(port)} is in use. Stop what uses it, or start with --port and another.`)
          : new Fault(`Port ${String(port)} cannot be used: ${error.message}`),
      );
    });
    probe.listen(port, "localhost", () =>
      probe.close(() => {
        done();
      }),
    );
  });
}

/** Two sandboxes on one folder would spoil each other's rows. */
async function lock(): Promise<void> {
  const locked = await lockFolder(keptIn);
  if (locked.ok) return;
  const who = locked.holder === "" ? "" : ` (process ${locked.holder})`;
  throw new Fault(`Another sandbox uses this folder already${who}. Stop it first.`);
}

function openBrowser(url: string): void {
  const [program, ...rest] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", ""]
        : ["xdg-open"];
  // Where there is no browser to open the address stands on the line above all the same.
  spawn(program ?? "xdg-open", [...rest, url], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

async function start(options: Options): Promise<void> {
  await requirePort(options.port);
  await lock();
  buildComponents();
  // Loaded only now: nobody should wait for all of it to hear that an option is wrong.
  const [{ pack }, { openSandbox }, { describeImport }] = await Promise.all([
    import("../solution/pack"),
    import("./openSandbox"),
    import("./data/importCsv"),
  ]);
  const packed = await pack({ root });
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const sandbox = await openSandbox({
    solution: readFileSync(packed.unmanaged),
    seed: options.seed,
    journeys: options.journeys,
    folder: join(keptIn, "organization"),
    reset: options.reset,
    onProgress: say,
  });
  if (sandbox.imported) say(describeImport(sandbox.imported));
  await sandbox.server.listen({ port: options.port, host: "localhost" });
  const address = sandbox.server.server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  const url = `http://localhost:${String(port)}`;
  say(`Entente sandbox ready: ${url}`);
  if (options.open) openBrowser(url);

  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGINT", close);
  process.on("SIGTERM", close);
}

runCommand(usage, taken, (values) => inWordsAlone(() => start(readOptions(values))));
