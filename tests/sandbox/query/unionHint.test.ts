import fc from "fast-check";
import { condition, IN_ORDER, JOIN, PARENT, PEOPLE, peopleFound, SUMS, type Asked } from "./peopleFound";

/*
 * A hint to unite changes how rows are found, never which: whatever stands beside it, above it or in it.
 */

const link = (rest: string, type: string, filter: string): string =>
  `<link-entity ${rest} link-type="${type}"><filter>${filter}</filter></link-entity>`;

const CONDITIONS = [
  condition('attribute="fullname" operator="eq" value="Ann"'),
  condition('attribute="fullname" operator="ne" value="Bob"'),
  condition('attribute="statecode" operator="eq" value="0"'),
  condition('attribute="parentcustomerid" operator="null"'),
];
const PRIMARY = 'name="account" from="primarycontactid" to="contactid"';
const LINKS = ["any", "not any", "not all", "all"].flatMap((type) => [
  link(PRIMARY, type, condition('attribute="name" operator="eq" value="Contoso"')),
  link(PARENT, type, condition('attribute="fax" operator="null"')),
]);
/** On a joined table: such an alternative is united in another way. */
const JOINED = [
  condition('entityname="parent" attribute="name" operator="eq" value="Contoso"'),
  condition('entityname="parent" attribute="fax" operator="null"'),
];

const item = fc.constantFrom(...CONDITIONS, ...LINKS);
const anyItem = fc.oneof(item, fc.constantFrom(...JOINED));
const group = (items: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.constantFrom("and", "or"), fc.array(items, { minLength: 1, maxLength: 3 }))
    .map(([type, all]) => `<filter type="${type}">${all.join("")}</filter>`);

const HINT = ' hint="union"';

/** A filter with one hint somewhere in it. */
const hinted = fc
  .tuple(
    fc.array(fc.oneof(anyItem, group(anyItem)), { minLength: 2, maxLength: 4 }),
    fc.constantFrom("and", "or"),
    fc.array(fc.oneof(item, group(item)), { maxLength: 3 }),
  )
  .map(
    ([alternatives, type, beside]) =>
      `<filter type="${type}">${beside.join("")}<filter type="or"${HINT}>${alternatives.join("")}</filter></filter>`,
  );

describe("a hint to unite", () => {
  const find = peopleFound();

  it.each<Asked>([
    IN_ORDER,
    ["the first rows", 'top="2"', PEOPLE],
    ["different rows", 'distinct="true"', PEOPLE],
    SUMS,
  ])("leaves %s as they are", async (_what, attributes, asked) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(hinted, async (filter) => {
        const join = filter.includes("entityname") ? JOIN : "";
        const plain = await find(asked + filter.replace(HINT, "") + join, attributes);
        expect(await find(asked + filter + join, attributes)).toEqual(plain);
        count += plain.length;
      }),
      { numRuns: 150 },
    );
    expect(count).toBeGreaterThan(0);
  });
});
