import { editableNumber, typedNumber } from "../../../sandbox/host/form/typedNumber";

describe("a number that is typed on a form", () => {
  it.each([
    [1033, "200,000", 200_000],
    [1033, "1,234,567.5", 1_234_567.5],
    [1033, "-12.25", -12.25],
    [1036, "200 000", 200_000],
    [1036, "1\u202f234,5", 1234.5],
    [1043, "200.000", 200_000],
    [1043, "1.234,5", 1234.5],
    [1033, "200000", 200_000],
  ])("is read as it is written in language %i: %s", (language, text, number) => {
    expect(typedNumber(text, language)).toBe(number);
  });

  it("is taken for no number rather than for another one", () => {
    expect(typedNumber("1,5", 1033)).toBeUndefined();
    expect(typedNumber("1.5", 1043)).toBeUndefined();
    expect(typedNumber("1.5", 1036)).toBeUndefined();
    expect(typedNumber("12 %", 1033)).toBeUndefined();
  });

  it("is nothing where nothing is typed", () => {
    expect(typedNumber(" ", 1033)).toBeNull();
  });

  it.each([1033, 1036, 1043])("can be read back from what is edited, in language %i", (language) => {
    for (const number of [0, 7, -1234.5, 1_200_000.25]) {
      expect(typedNumber(editableNumber(number, language), language)).toBe(number);
    }
  });
});
