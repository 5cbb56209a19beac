import { copiedFrom, describeCopy, readCopies } from "../../../dataverse/guard/staticCopy";
import { Answering } from "../answering";
import { askedIn } from "../asked";

const LIST = "00000000-0000-4000-8000-000000000001";

describe("a static copy", () => {
  it("tells the list in whose place it stands, whatever people read before it and however long", () => {
    expect(copiedFrom(describeCopy("Members of “Spring”", LIST))).toBe(LIST);
    const long = describeCopy("x".repeat(5000), LIST);
    expect(copiedFrom(long)).toBe(LIST);
    expect(long.length).toBeLessThanOrEqual(2000);
  });

  it("is no list of one's own", () => {
    for (const description of [null, "", "entente:copy", "[entente:copy x]"]) {
      expect(copiedFrom(description)).toBeNull();
    }
  });
});

describe("what copying a list may have made", () => {
  it("are locked static lists of its name that this user made, the newest first", async () => {
    const service = new Answering(() => [{ listid: "newer" }, {}, { listid: "older" }]);
    expect(await readCopies(service.asking.ask, "Spring")).toEqual({ ok: true, value: ["newer", "older"] });
    expect(service.requests.map(({ fetchXml }) => askedIn(fetchXml))).toEqual([
      {
        table: "list",
        limits: "top 500",
        columns: ["listid"],
        orders: ["createdon descending"],
        filter:
          "and(listname eq Spring, type eq false, lockstatus eq true, createdby eq-userid, statecode eq 0)",
        links: {},
      },
    ]);
  });

  it("is not known where lists cannot be read", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect(await readCopies(service.asking.ask, "Spring")).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });
});
