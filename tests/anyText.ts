import fc from "fast-check";

/** The code points that UTF-16 writes on their own, that is, all but the halves of pairs. */
const codePoint = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((each) => String.fromCodePoint(each));

/**
 * Any text at all, now and then the words that mean something to JavaScript (`__proto__`, `constructor`, …).
 * `fc.string({ unit: "binary" })` gives the same, but needs a second in each suite to index a million characters.
 * @param lengths in code points
 */
export function anyText(
  lengths: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: fc.string({ ...lengths, unit: codePoint }), weight: 4 },
    { arbitrary: fc.string(lengths), weight: 1 },
  );
}
