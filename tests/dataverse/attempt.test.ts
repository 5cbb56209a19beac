import { getEventListeners } from "node:events";
import { askInParts } from "../../dataverse/askInParts";
import { createAsk } from "../../dataverse/ask";
import { createAsking } from "../../dataverse/askQuestion";
import { attempt, attemptReading, backOff } from "../../dataverse/attempt";

const busy = { errorCode: 0x80072322, message: "Number of requests exceeded the limit." };
const host = { isOffline: () => false };

/** Rejects as a host does, with an object that is no Error. */
async function refuse(failure: object): Promise<never> {
  await Promise.resolve();
  throw failure as unknown as Error;
}

describe("a request that the service puts off", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it("is repeated after 5 s at least, and answered in the end", async () => {
    let requests = 0;
    const answer = attempt(host, new AbortController().signal, () => {
      requests += 1;
      return requests < 3 ? refuse(busy) : Promise.resolve("here");
    });
    await jest.advanceTimersByTimeAsync(4_999);
    expect(requests).toBe(1);
    await jest.advanceTimersByTimeAsync(2_501);
    expect(requests).toBe(2);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual({ ok: true, value: "here" });
  });

  it("is given up after three repeats", async () => {
    let requests = 0;
    const answer = attempt(host, new AbortController().signal, () => {
      requests += 1;
      return refuse(busy);
    });
    await jest.advanceTimersByTimeAsync(120_000);
    expect(await answer).toEqual({ ok: false, failure: { kind: "throttled" } });
    expect(requests).toBe(4);
  });

  it("is not repeated once nobody waits for it", async () => {
    let requests = 0;
    const closing = new AbortController();
    const answer = attempt(host, closing.signal, () => {
      requests += 1;
      return refuse(busy);
    });
    await jest.advanceTimersByTimeAsync(1_000);
    closing.abort();
    expect(await answer).toEqual({ ok: false, failure: { kind: "throttled" } });
    await jest.advanceTimersByTimeAsync(120_000);
    expect(requests).toBe(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("leaves nothing behind on the signal, which lives as long as the component", async () => {
    const { signal } = new AbortController();
    let requests = 0;
    const answer = attempt(host, signal, () => {
      requests += 1;
      return requests < 2 ? refuse(busy) : Promise.resolve("here");
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(7_000);
    expect(await answer).toEqual({ ok: true, value: "here" });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("waits 5 s, then twice as long each time, and up to half as long again", () => {
    expect([0, 1, 2].map((repeat) => backOff(repeat, 0))).toEqual([5_000, 10_000, 20_000]);
    expect(backOff(0, 1)).toBe(7_500);
  });
});

it("does not repeat any other failure", async () => {
  let requests = 0;
  const answer = await attempt(host, new AbortController().signal, () => {
    requests += 1;
    return refuse({ errorCode: 0x80040220, message: "no" });
  });
  expect(answer).toEqual({ ok: false, failure: { kind: "noPrivilege" } });
  expect(requests).toBe(1);
});

describe("what nobody waits for any more", () => {
  const gone = AbortSignal.abort();

  it("is not asked; what is to be written is written all the same", async () => {
    let requests = 0;
    const request = () => Promise.resolve((requests += 1));
    expect(await attemptReading(host, gone, request)).toEqual({ ok: false, failure: { kind: "throttled" } });
    const offline = { isOffline: () => true };
    expect(await attemptReading(offline, gone, request)).toEqual({ ok: false, failure: { kind: "offline" } });
    expect(requests).toBe(0);
    expect(await attempt(host, gone, request)).toEqual({ ok: true, value: 1 });
    expect(await attemptReading(host, new AbortController().signal, request)).toEqual({ ok: true, value: 2 });
  });

  it.each([
    ["a few questions at a time", createAsk],
    ["everything at once", (...given: Parameters<typeof createAsking>) => createAsking(...given).ask],
  ])("ends a history that is asked in halves, by one who asks %s", async (_, asker) => {
    const closing = new AbortController();
    let requests = 0;
    const webApi = {
      retrieveMultipleRecords: () => {
        requests += 1;
        closing.abort();
        return refuse({ errorCode: 0x8004e023, message: "AggregateQueryRecordLimit exceeded" });
      },
      retrieveRecord: () => Promise.resolve({}),
    };
    const ask = asker({ ...host, webApi }, closing.signal);
    const question = () => ({ table: "ent_interaction", columns: [] });
    expect((await askInParts(ask, question, { first: 1, last: 64 }, null)).ok).toBe(false);
    expect(requests).toBe(1);
  });
});
