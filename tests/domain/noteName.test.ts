import fc from "fast-check";
import { noteName } from "../../domain/noteName";

/** One of two surrogates without the other. */
const halfACharacter = /\p{Surrogate}/u;

describe("a note's name", () => {
  it("is one line, not too long, and never half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 1000 }), (text) => {
        const name = noteName(text);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[\r\n]/);
        if (!halfACharacter.test(text)) expect(name).not.toMatch(halfACharacter);
      }),
    );
    expect(noteName(`a${"🙂".repeat(200)}`)).not.toMatch(halfACharacter);
    expect(noteName("  Met\n the CIO  ")).toBe("Met the CIO");
    expect(noteName(`${"word ".repeat(60)}`)).toMatch(/word…$/);
  });

  it("is the whole text where that fits, else as much as fits and an ellipsis", () => {
    const [longest, over] = ["x".repeat(200), "x".repeat(201)];
    expect(noteName(longest)).toBe(longest);
    expect(noteName(over)).toBe(`${"x".repeat(199)}…`);
    expect(noteName(`${"x".repeat(198)}🙂🙂`)).toBe(`${"x".repeat(198)}…`);
    expect(noteName(`${"x".repeat(197)}🙂🙂`)).toBe(`${"x".repeat(197)}🙂…`);
  });

  it("ends with a whole word, unless that would take half of it away", () => {
    const a = (count: number) => "a".repeat(count);
    const b = (count: number) => "b".repeat(count);
    expect(noteName(`${a(150)} ${b(150)}`)).toBe(`${a(150)}…`);
    expect(noteName(`${a(101)} ${b(150)}`)).toBe(`${a(101)}…`);
    expect(noteName(`${a(100)} ${b(150)}`)).toBe(`${a(100)} ${b(98)}…`);
    expect(noteName(`${a(3)} ${b(300)}`)).toBe(`${a(3)} ${b(195)}…`);
  });
});
