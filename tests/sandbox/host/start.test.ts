import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { openSandbox } from "../../../sandbox/openSandbox";
import { packSolution } from "../../browser/packSolution";

jest.setTimeout(120_000);

const root = join(__dirname, "..", "..", "..");

function start(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [require.resolve("tsx/cli"), "sandbox/start.ts", ...words],
    { cwd: root, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } },
  );
  return { status, stdout, stderr };
}

describe("npm start", () => {
  it.each([
    [["--scale", "x"], '--scale has to be a whole number from 1 to 1000, not "x".'],
    [["--scale", "0"], '--scale has to be a whole number from 1 to 1000, not "0".'],
    [["--port", "80801"], '--port has to be a whole number from 0 to 65535, not "80801".'],
    [["--data", "/nowhere/at/all"], "which is not a folder."],
    [["--data", ".", "--scale", "2"], "give one of them."],
    [["--ports", "8181"], "Usage: npm start -- [options]"],
    [["8181"], "Usage: npm start -- [options]"],
  ])("refuses %j in words, before it builds anything", (words, message) => {
    const { status, stdout, stderr } = start(...words);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
  });

  it("says that the port is taken, before it builds anything", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "localhost", done));
    const { port } = taken.address() as AddressInfo;
    const { status, stderr } = start("--port", String(port));
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${String(port)} is in use.`);
    await new Promise((done) => taken.close(done));
  });
});

describe("a sandbox whose solution is no solution", () => {
  it("does not open, says why, and leaves nothing that would be taken for an organisation", async () => {
    const folder = mkdtempSync(join(tmpdir(), "entente-start-"));
    const kept = join(folder, "organization");
    await expect(
      openSandbox({
        solution: new TextEncoder().encode("This is a letter."),
        seed: { kind: "sample", scale: 1 },
        folder: kept,
      }),
    ).rejects.toThrow(/zip/i);
    expect(readdirSync(kept)).not.toContain("stamp.json");
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("a sandbox that is started again", () => {
  it("has the rows it had; a new package is imported over them, and another sample begins anew", async () => {
    const folder = mkdtempSync(join(tmpdir(), "entente-again-"));
    const solution = await packSolution();
    const open = async (scale: number, bytes: Uint8Array) => {
      const told: string[] = [];
      const sandbox = await openSandbox({
        solution: bytes,
        seed: { kind: "sample", scale },
        folder: join(folder, "organization"),
        onProgress: (line) => told.push(line),
      });
      const { database } = sandbox.organization;
      const [found] = await database.query<{ count: number }>(
        "select count(*)::int as count from account where name = 'Written by hand'",
      );
      return { sandbox, told, written: found?.count ?? 0 };
    };
    const first = await open(1, solution);
    expect(first.told).toEqual(
      expect.arrayContaining(["Importing the solution", "Seeding the sample organisation"]),
    );
    await first.sandbox.organization.database.query(
      "update account set name = 'Written by hand' where accountid = (select accountid from account limit 1)",
    );
    await first.sandbox.close();

    const again = await open(1, solution);
    expect([again.written, again.told]).toEqual([1, []]);
    await again.sandbox.close();

    const repacked = zipSync(unzipSync(solution));
    const upgraded = await open(1, repacked);
    expect([upgraded.written, upgraded.told]).toEqual([1, ["Importing the solution"]]);
    await upgraded.sandbox.close();

    const another = await open(2, repacked);
    expect(another.written).toBe(0);
    expect(another.told[0]).toBe("Making the organisation anew");
    await another.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("a sandbox that is told to take a folder without a CSV file", () => {
  it("says so, and keeps the organisation that it had", async () => {
    const folder = mkdtempSync(join(tmpdir(), "entente-no-csv-"));
    const [kept, empty] = [join(folder, "organization"), join(folder, "nothing here")];
    mkdirSync(kept);
    mkdirSync(empty);
    writeFileSync(join(kept, "stamp.json"), "{}");
    await expect(
      openSandbox({
        solution: await packSolution(),
        seed: { kind: "csv", folder: empty },
        folder: kept,
      }),
    ).rejects.toThrow(`There is no CSV file in ${empty}`);
    expect(readdirSync(kept)).toContain("stamp.json");
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("an empty sandbox", () => {
  it("has people with their roles and currencies, and no business data", async () => {
    const sandbox = await openSandbox({ solution: await packSolution(), seed: { kind: "empty" } });
    const count = async (table: string): Promise<number> => {
      const [row] = await sandbox.organization.database.query<{ count: number }>(
        `select count(*)::int as count from ${table}`,
      );
      return row?.count ?? 0;
    };
    expect(await count("transactioncurrency")).toBe(3);
    for (const table of ["account", "contact", "list", "campaign", "ent_topic", "ent_policy"]) {
      expect([table, await count(table)]).toEqual([table, 0]);
    }
    const admin = await sandbox.organization.caller(SAMPLE_USERS.admin.id);
    expect(admin.roleIds).toHaveLength(2);
    await sandbox.close();
  });
});
