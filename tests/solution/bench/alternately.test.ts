import { alternately, orderOf, TookTooLong } from "../../../bench/alternately";

describe("things measured by turns", () => {
  it("come after each other thing, and first, as often as the others do", () => {
    const names = ["floor", "component", "naive"];
    const turns = Array.from({ length: 6 }, (_, turn) => orderOf(names, turn).join(" "));
    expect(new Set(turns).size).toBe(6);
    const firsts = turns.map((turn) => turn.split(" ")[0]);
    expect(names.map((name) => firsts.filter((first) => first === name).length)).toEqual([2, 2, 2]);
  });

  it("are measured as often as was asked for, after one turn that does not count", async () => {
    const calls: string[] = [];
    const times = await alternately(2, { one: () => calls.push("one"), other: () => calls.push("other") });
    expect(calls.filter((call) => call === "one")).toHaveLength(3);
    expect([times.one.runs, times.other.runs]).toEqual([2, 2]);
  });

  it("have no time when nobody waits for them any longer, and no further turn", async () => {
    let calls = 0;
    const { endless, other } = await alternately(3, {
      endless: () => {
        calls += 1;
        throw new TookTooLong();
      },
      other: () => undefined,
    });
    expect([endless.median, endless.runs, calls, other.runs]).toEqual([NaN, 1, 1, 3]);
  });

  it("fail when one of them does", async () => {
    const failing = alternately(1, { one: () => Promise.reject(new Error("wrong")) });
    await expect(failing).rejects.toThrow("wrong");
  });
});
