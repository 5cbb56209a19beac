import { copiedFrom, describeCopy } from "../../../dataverse/guard/staticCopy";

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
