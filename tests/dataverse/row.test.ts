import { numberOf, textOf } from "../../dataverse/row";

describe("a column of a row", () => {
  it("is a text, and none where nothing is written in it", () => {
    const row = { name: "Acme", emptied: "", number: 5, none: null };
    expect(["name", "emptied", "number", "none", "unasked"].map((column) => textOf(row, column))).toEqual([
      ...["Acme", null, null, null, null],
    ]);
  });

  it("is a number, as a number or as text, and none where nothing or something else stands there", () => {
    const row = { number: 5, zero: 0, text: "12.5", word: "many", emptied: "", none: null };
    const columns = ["number", "zero", "text", "word", "emptied", "none", "unasked"];
    expect(columns.map((column) => numberOf(row, column))).toEqual([5, 0, 12.5, null, null, null, null]);
  });
});
