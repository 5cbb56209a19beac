import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withLists } from "../../scripts/sandboxDocs";

describe("docs/sandbox.md", () => {
  it("lists what the tests hold, no more and no less (npm run docs writes it)", () => {
    const page = readFileSync(join(__dirname, "..", "..", "docs", "sandbox.md"), "utf8");
    expect(withLists(page)).toBe(page);
  });
});
