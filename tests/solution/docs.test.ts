import { join } from "node:path";
import { generatedPages } from "../../scripts/generatedPages";
import { privilegeReasons } from "../../scripts/privilegeReasons";
import { rolesIn } from "../../scripts/rolesTable";

const root = join(__dirname, "..", "..");

describe("the documentation", () => {
  it.each(generatedPages(root).map((page) => [page.file, page] as const))(
    "says in %s what is so, no more and no less (npm run docs writes it)",
    (_, { before, after }) => {
      expect(after).toBe(before);
    },
  );

  it("gives a reason for every table that a role may touch, and for no other", () => {
    const touched = new Set(
      rolesIn(join(root, "solution", "src")).flatMap(({ tables }) => [...tables.keys()]),
    );
    expect(Object.keys(privilegeReasons).sort()).toEqual([...touched].sort());
  });
});
