import { startService, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

const add = (rule: unknown): Promise<Response> =>
  fetch(`${service.origin}/sandbox/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(rule),
  });

describe("a rule for a bad day", () => {
  it("is refused when a member is misspelt, as it would then be for every request", async () => {
    for (const rule of [
      { urls: "accounts", effect: { kind: "offline" } },
      { userid: service.repId, effect: { kind: "offline" } },
      { effect: { kind: "throttled", retryAfter: 3 } },
      { effect: { kind: "latency", milliseconds: 5, seconds: 1 } },
    ]) {
      expect((await add(rule)).status).toBe(400);
    }
    expect(service.faults.list()).toEqual([]);
  });

  it("makes nobody wait for longer than a timer can", async () => {
    expect((await add({ effect: { kind: "latency", milliseconds: 2 ** 31 } })).status).toBe(400);
    expect(service.faults.list()).toEqual([]);
  });
});

describe("many requests at once", () => {
  it("each have a turn of the event loop, so that what is answered goes out while others are worked on", async () => {
    await add({ effect: { kind: "latency", milliseconds: 30 } });
    const { database } = service.organization;
    const ask = database.query.bind(database);
    const query = jest.spyOn(database, "query");
    let turns = 0;
    const seen = new Set<number>();
    let isOver = false;
    const count = (): void => {
      turns++;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    query.mockImplementation((...asked) => {
      seen.add(turns);
      return ask(...asked);
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fetch(`${service.root}accounts?$select=name`)),
    );
    isOver = true;
    query.mockRestore();
    service.faults.remove();
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(seen.size).toBeGreaterThanOrEqual(8);
  });
});
