import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { DataverseError } from "../../../sandbox/server/errors";
import { catalogFaults } from "../../../sandbox/server/metadata/catalog";
import { readSolution } from "../../../sandbox/server/metadata/importSolution/readSolution";
import type { MetadataCatalog } from "../../../sandbox/server/metadata/model";
import { standardParts } from "../../../sandbox/server/metadata/standard/standardCatalog";
import { type Database, openDatabase } from "../../../sandbox/server/store/database";
import { schemaChanges } from "../../../sandbox/server/store/schema";
import { withAdministrator } from "../../../sandbox/server/security/administrator";
import { customizationsXml, fixture, solutionXml, zipOf } from "./fixture/solution";

jest.setTimeout(120_000);

const standard = withAdministrator(standardParts());

function takenCatalog(zip: Uint8Array): MetadataCatalog | undefined {
  try {
    return readSolution(zip, standard, new Map()).catalog;
  } catch {
    return undefined;
  }
}

/** A package is either taken, and then fits together, or refused with a proper error. Nothing else may happen. */
function isTakenOrRefused(zip: Uint8Array): void {
  try {
    expect(catalogFaults(readSolution(zip, standard, new Map()).catalog)).toEqual([]);
  } catch (error) {
    expect(error).toBeInstanceOf(DataverseError);
  }
}

const spliced = (text: string) =>
  fc
    .record({
      from: fc.nat({ max: text.length }),
      length: fc.integer({ min: 0, max: 60 }),
      instead: fc.oneof(
        fc.constant(""),
        fc.string({ maxLength: 5 }),
        fc.constantFrom("</a>", '"', "<", "&", "9", "{}", "tst_"),
      ),
    })
    .map(({ from, length, instead }) => text.slice(0, from) + instead + text.slice(from + length));

/** The whole text of one element or attribute replaced: what stays is well formed. */
const revalued = (text: string) => {
  const places = [...text.matchAll(/="([^"]*)"|>([^<>]+)</g)].map((match) => ({
    from: match.index + 2 - (match[1] === undefined ? 1 : 0),
    length: (match[1] ?? match[2] ?? "").length,
  }));
  return fc
    .record({
      place: fc.constantFrom(...places),
      value: fc.constantFrom(
        "",
        " ",
        "0",
        "-1",
        "99999999999",
        "true",
        "account",
        "constructor",
        "__proto__",
        "{not-a-guid}",
        "é",
        "'; drop table x; --",
      ),
    })
    .map(({ place, value }) => text.slice(0, place.from) + value + text.slice(place.from + place.length));
};

describe("any package", () => {
  it("of arbitrary bytes is refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readSolution(bytes, standard, new Map())).toThrow(DataverseError);
      }),
    );
  });

  it("cut or patched anywhere is taken or refused", () => {
    const whole = zipOf(fixture());
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.map((one, index) => (index === at ? byte : one));
        isTakenOrRefused(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it.each(["customizations.xml", "solution.xml"])("with %s broken somewhere is taken or refused", (part) => {
    const solution = fixture();
    const text = part === "solution.xml" ? solutionXml(solution) : customizationsXml(solution);
    fc.assert(
      fc.property(fc.oneof(spliced(text), revalued(text)), (broken) => {
        isTakenOrRefused(zipOf(solution, { [part]: broken }));
      }),
      { numRuns: 300 },
    );
  });

  it("that is taken can be stored", async () => {
    const database = await openDatabase();
    await database.execute(schemaChanges(undefined, standard));
    const solution = fixture();
    const rolledBack = new Error("rolled back");
    await fc.assert(
      fc.asyncProperty(revalued(customizationsXml(solution)), async (broken) => {
        const catalog = takenCatalog(zipOf(solution, { "customizations.xml": broken }));
        if (catalog) {
          const attempt = database.transaction(async (within: Database) => {
            await within.execute(schemaChanges(standard, catalog));
            throw rolledBack;
          });
          await expect(attempt).rejects.toBe(rolledBack);
        }
      }),
      { numRuns: 60 },
    );
    await database.close();
  });

  it("whose XML is not UTF-8 is refused", () => {
    const parts = unzipSync(zipOf(fixture()));
    const latin = zipSync({
      ...parts,
      "solution.xml": Uint8Array.of(0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e),
    });
    expect(() => readSolution(latin, standard, new Map())).toThrow(
      expect.objectContaining({ code: "0x80048013" }) as Error,
    );
  });
});
