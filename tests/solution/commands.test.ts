import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { BASE_IDS } from "../../sandbox/server/store/baseRows";
import { wordsOfOurs } from "../../scripts/wordsOfOurs";
import { PROJECT } from "./fixtureProject";

jest.setTimeout(120_000);

/** Runs a command's file as npm does. */
async function run(file: string, words: readonly string[]) {
  const child = spawn(process.execPath, [require.resolve("tsx/cli"), join(PROJECT, file), ...words], {
    cwd: PROJECT,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const said: Uint8Array[] = [];
    stream.on("data", (part: Uint8Array) => said.push(part));
    return said;
  });
  const [status] = (await once(child, "close")) as [number | null];
  const text = (said: readonly Uint8Array[] = []) => Buffer.concat(said).toString("utf8");
  return { status, stdout: text(stdout), stderr: text(stderr) };
}

describe("a command", () => {
  it.each([
    ["build", "scripts/build.ts", ["--froce"], "Unknown option '--froce'"],
    ["clean", "scripts/clean.ts", ["--dry-run"], "Unknown option '--dry-run'"],
    ["pack", "solution/pack.ts", ["--managed"], "Unknown option '--managed'"],
    ["docs", "scripts/writeDocs.ts", ["--check"], "Unknown option '--check'"],
    ["raise", "solution/raise.ts", [], "Say what to raise."],
    ["raise", "solution/raise.ts", ["huge"], 'There is no part "huge" of a version.'],
    ["raise", "solution/raise.ts", ["patch", "--dry-run"], "Unknown option '--dry-run'"],
    ["raise", "solution/raise.ts", ["patch", "minor"], "Unexpected argument 'minor'."],
    ["check:solution", "solution/check.ts", ["--managed"], "Unknown option '--managed'"],
    ["check:microsoft", "solution/checkMicrosoft.ts", [], "Say where SolutionPackager is."],
    ["check:microsoft", "solution/checkMicrosoft.ts", ["--coretools", "docs"], "no SolutionPackager.exe in"],
    ["starter", "sandbox/loadStarter.ts", ["--url", "here"], "--url has to be an address such as http"],
  ])(
    "%s (%s %j) refuses what it does not take, with its usage, and does nothing",
    async (name, file, words, message) => {
      const { status, stdout, stderr } = await run(file, words);
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toContain(message);
      expect(stderr).toContain(`Usage: npm run ${name}`);
      expect(stderr).not.toMatch(/^ {4}at /m);
    },
  );

  it("tells what it does with --help, and does not do it", async () => {
    const { status, stdout, stderr } = await run("scripts/clean.ts", ["--help"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: npm run clean\n/);
    expect(existsSync(join(PROJECT, "out", "controls"))).toBe(true);
  });

  it("takes no offence at the words that MSBuild adds for pcf-scripts, an empty mode among them", async () => {
    const added = ["--noColor", "--buildMode", "--outDir", "C:\\out\\controls", "--buildSource", "MSBuild"];
    const { status, stderr } = await run("scripts/build.ts", added);
    expect([status, stderr]).toEqual([0, ""]);
    expect(wordsOfOurs(added)).toEqual([]);
    expect(wordsOfOurs(["--force"])).toEqual(["--force"]);
  });

  it("says of a folder that is none that it is none", async () => {
    const { status, stderr } = await run("solution/check.ts", ["README.md"]);
    expect([status, stderr]).toEqual([1, "README.md is no folder.\n"]);
  });
});

describe("npm run starter", () => {
  it("says that nothing answers, and that what answers is no sandbox, before it sends a row", async () => {
    const asked: string[] = [];
    const other = createServer((socket) => {
      socket.on("data", (data) => {
        asked.push(data.toString("utf8").split(" ", 2).join(" "));
        socket.end("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>");
      });
    });
    other.listen(0, "localhost");
    await once(other, "listening");
    const url = `http://localhost:${String((other.address() as AddressInfo).port)}/`;
    const elsewhere = await run("sandbox/loadStarter.ts", ["--url", url]);
    expect([elsewhere.status, elsewhere.stdout, elsewhere.stderr]).toEqual([
      1,
      "",
      `What answers at ${url} is no sandbox of Entente's: name the address with --url.\n`,
    ]);
    expect(asked).toEqual(["GET /api/data/v9.2/WhoAmI"]);
    other.close();
    await once(other, "close");
    const nowhere = await run("sandbox/loadStarter.ts", ["--url", url]);
    expect([nowhere.status, nowhere.stderr]).toEqual([
      1,
      `No sandbox answers at ${url}: start one with \`npm start\`.\n`,
    ]);
  });

  it("says why a sandbox refuses, and where none answers any more once it has begun", async () => {
    const answers = [
      '{"error":{"code":"0x80072322","message":"Too many requests."}}',
      `{"UserId":"${BASE_IDS.administrator}"}`,
    ];
    const weary = createHttpServer((_, response) => {
      const body = answers.shift();
      if (body === undefined) response.destroy();
      else response.writeHead(body.includes("error") ? 429 : 200).end(body);
    });
    weary.listen(0, "localhost");
    await once(weary, "listening");
    const url = `http://localhost:${String((weary.address() as AddressInfo).port)}/`;
    const refused = await run("sandbox/loadStarter.ts", ["--url", url]);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      `What answers at ${url} refuses: Too many requests. (0x80072322)\n`,
    ]);
    const lost = await run("sandbox/loadStarter.ts", ["--url", url]);
    weary.close();
    expect([lost.status, lost.stderr]).toEqual([
      1,
      `No sandbox answers at ${url}: start one with \`npm start\`.\n`,
    ]);
  });
});
