import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { extname } from "node:path";

/** The commands as they are when `npm test` has been started by a file of npm. */
async function commands(npm: string | undefined): Promise<readonly (readonly string[])[]> {
  const kept = process.env.npm_execpath;
  if (npm === undefined) delete process.env.npm_execpath;
  else process.env.npm_execpath = npm;
  jest.resetModules();
  const { before, beside, runner } = await import("../../scripts/testCommands");
  if (kept === undefined) delete process.env.npm_execpath;
  else process.env.npm_execpath = kept;
  return [...before.map(({ command }) => command), ...beside.map(({ command }) => command), runner];
}

describe("what npm test runs", () => {
  it("are files that this Node runs, on Windows as well, where spawn starts neither npm nor what is in .bin", async () => {
    // Stands for npm's own file, wherever it is on this machine.
    const npm = require.resolve("tsx/cli");
    for (const [program, file = "", ...words] of await commands(npm)) {
      expect(program).toBe(process.execPath);
      expect([file, existsSync(file), extname(file)]).toEqual([
        file,
        true,
        expect.stringMatching(/^\.m?js$/) as string,
      ]);
      if (file === npm && words[0] === "run") expect(words.slice(0, 2)).toEqual(["run", "--silent"]);
    }
  });

  it("take the npm on the path where npm has not started them, or is no file for Node", async () => {
    for (const npm of [undefined, "/opt/pnpm/pnpm"]) {
      expect((await commands(npm)).filter(([program]) => program === "npm")).toEqual([
        ["npm", "run", "--silent", "types"],
        ["npm", "run", "--silent", "lint"],
      ]);
    }
  });

  it("start", async () => {
    const [build, runner] = [(await commands(undefined))[0], (await commands(undefined)).at(-1)];
    for (const [program = "", file = ""] of [build ?? [], runner ?? []]) {
      const { status, stdout } = spawnSync(program, [file, "--version"], { encoding: "utf8" });
      expect([status, stdout]).toEqual([0, expect.stringMatching(/\d+\.\d+/) as string]);
    }
  });
});
