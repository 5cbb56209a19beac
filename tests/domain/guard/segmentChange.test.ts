import * as fc from "fast-check";
import { inActions, MOST_A_GROUP, segmentChange } from "../../../domain/guard/segmentChange";

const people = (first: number, last: number) =>
  new Set(Array.from({ length: last - first }, (_, number) => `p${String(first + number)}`));

describe("what brings a segment's group up to date", () => {
  it("makes it exactly those who are protected, by adding and taking off as few as that takes", () => {
    const ids = fc.uniqueArray(fc.nat(30)).map((numbers) => new Set(numbers.map(String)));
    fc.assert(
      fc.property(ids, ids, (isProtected, inGroup) => {
        const { add, remove, isFull } = segmentChange(isProtected, inGroup, true);
        const after = new Set([...inGroup, ...add].filter((id) => !remove.includes(id)));
        expect(after).toEqual(isProtected);
        expect(add.filter((id) => inGroup.has(id))).toEqual([]);
        expect(remove.filter((id) => !inGroup.has(id))).toEqual([]);
        expect(isFull).toBe(false);
      }),
    );
  });

  it("takes nobody off where not everybody protected is known", () => {
    expect(segmentChange(people(0, 2), people(1, 3), false)).toEqual({
      add: ["p0"],
      remove: [],
      isFull: false,
    });
  });

  it("adds no more than a group holds, and says that somebody is missing", () => {
    const { add, remove, isFull } = segmentChange(
      people(MOST_A_GROUP - 1, MOST_A_GROUP + 5),
      people(0, MOST_A_GROUP - 1),
      true,
    );
    expect(add).toEqual([`p${String(MOST_A_GROUP - 1)}`]);
    expect(isFull).toBe(true);
    // They make room for the next time.
    expect(remove).toHaveLength(MOST_A_GROUP - 1);
  });

  it("comes in actions of at most a thousand, nobody lost and nobody twice", () => {
    const ids = [...people(0, 2_001)];
    expect(inActions(ids).map((part) => part.length)).toEqual([1_000, 1_000, 1]);
    expect(inActions(ids).flat()).toEqual(ids);
    expect(inActions([])).toEqual([]);
  });
});
