import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locked } from "../../../sandbox/lockFolder";

const root = join(__dirname, "..", "..", "..");

/**
 * Takes the folder given, as often at once as it is told, says what became of it, and stays; busy where told to, as a process is
 * that builds.
 */
const taker = `const { lockFolder } = require("./sandbox/lockFolder.ts");
Promise.all(Array.from({ length: Number(process.env.TIMES) }, () => lockFolder(process.env.TAKEN))).then((locked) => {
  require("node:fs").writeSync(1, JSON.stringify(locked));
  process.stdin.on("end", () => process.exit(0)).resume();
  while (process.env.BUSY) {}
});`;

/** Where the takers' sockets are. */
let temporary = "";
let folder = "";
const takers: ChildProcess[] = [];
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "entente-"));
  folder = join(temporary, "kept");
});
afterEach(async () => {
  for (const child of takers.splice(0)) await end(child, "SIGKILL");
  rmSync(temporary, { recursive: true, force: true });
});

async function take({ busy = false, times = 1 } = {}) {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", taker], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...process.env,
      ...{ NODE_OPTIONS: "", TMPDIR: temporary, TAKEN: folder },
      ...{ BUSY: busy ? "yes" : "", TIMES: String(times) },
    },
  });
  takers.push(child);
  const [said] = (await Promise.race([once(child.stdout, "data"), once(child, "exit")])) as [Buffer];
  const each = JSON.parse(said.toString("utf8")) as readonly Locked[];
  return { child, locked: each[0], each };
}

async function end(child: ChildProcess, signal?: "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  if (signal === undefined) child.stdin?.end();
  else child.kill(signal);
  await gone;
}

describe("a folder that a sandbox has taken", () => {
  it("is not given to another one, though the first is busy; it says who has it", async () => {
    const first = await take({ busy: true });
    expect(first.locked).toEqual({ ok: true });
    expect((await take()).locked).toEqual({ ok: false, holder: String(first.child.pid) });
  });

  it("is free when that one has ended, and nothing of it stays", async () => {
    await end((await take()).child);
    expect(readdirSync(folder)).toEqual([]);
    expect((await take()).locked).toEqual({ ok: true });
  });

  it("is free when that one was killed, though a stranger has its number now", async () => {
    await end((await take()).child, "SIGKILL");
    const note = join(folder, "lock");
    expect(readFileSync(note, "utf8")).not.toBe("");
    // A process that certainly lives, and has nothing to do with it.
    writeFileSync(note, String(process.ppid));
    expect((await take()).locked).toEqual({ ok: true });
  });

  it("is given to one of several that find it left behind at once", async () => {
    await end((await take()).child, "SIGKILL");
    const { each } = await take({ times: 5 });
    expect(each.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await take()).locked).toMatchObject({ ok: false });
    // And nothing was left aside.
    expect(readdirSync(temporary).filter((name) => name.includes(".sock"))).toHaveLength(1);
  });

  it("is taken though its path is longer than a socket's may be", async () => {
    folder = join(folder, ...Array.from({ length: 5 }, () => "a-folder-with-a-rather-long-name"));
    expect((await take()).locked).toEqual({ ok: true });
    expect((await take()).locked).toMatchObject({ ok: false });
  });
});
