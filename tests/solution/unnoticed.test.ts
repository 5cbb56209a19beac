import { explained, type Mutant } from "../../scripts/unnoticed";

const source = [
  "export function first(a: number, b: number) {",
  "  return a < b",
  "    ? a",
  "    : b;",
  "}",
].join("\n");
const shorter: Mutant = {
  mutatorName: "EqualityOperator",
  status: "Survived",
  replacement: "a <= b",
  location: { start: { line: 2, column: 10 }, end: { line: 2, column: 15 } },
};
const longer: Mutant = {
  mutatorName: "ConditionalExpression",
  status: "NoCoverage",
  replacement: "a",
  location: { start: { line: 2, column: 10 }, end: { line: 4, column: 8 } },
};
const line = "return a < b";
const because = "Of two equal ones it is the same which.";

describe("changes that no test noticed", () => {
  it("carry the explanation of that change on that line, however many lines it goes over", () => {
    const { survivors, outdated } = explained(
      source,
      [shorter, longer],
      [{ line, changes: ["a < b → a <= b", "a < b ? a : b → a"], because }],
    );
    expect(survivors.map((survivor) => [survivor.change, survivor.because])).toEqual([
      ["a < b → a <= b", because],
      ["a < b ? a : b → a", because],
    ]);
    expect(outdated).toEqual([]);
  });

  it("are not explained by what is said of another change, or of another line", () => {
    const explanations = [
      { line, changes: ["a < b → a > b"], because },
      { line: "return b < a", changes: ["a < b → a <= b"], because },
    ];
    const { survivors, outdated } = explained(source, [shorter], explanations);
    expect(survivors.map((survivor) => survivor.because)).toEqual([null]);
    expect(outdated).toEqual(["a < b → a > b in “return a < b”", "a < b → a <= b in “return b < a”"]);
  });

  it("are those alone: of a change that was noticed the explanation is outdated", () => {
    const { survivors, outdated } = explained(
      source,
      [{ ...shorter, status: "Killed" }],
      [{ line, changes: ["a < b → a <= b"], because }],
    );
    expect(survivors).toEqual([]);
    expect(outdated).toEqual(["a < b → a <= b in “return a < b”"]);
  });
});
