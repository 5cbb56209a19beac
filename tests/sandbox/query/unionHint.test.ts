import fc from "fast-check";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { openLinkedOrganization } from "./links";
import type { TestOrganization } from "./organization";

/*
 * A hint to unite changes how rows are found, never which: whatever stands beside it, above it or in it.
 */

const condition = (rest: string): string => `<condition ${rest}/>`;
const link = (rest: string, type: string, filter: string): string =>
  `<link-entity ${rest} link-type="${type}"><filter>${filter}</filter></link-entity>`;

const CONDITIONS = [
  condition('attribute="fullname" operator="eq" value="Ann"'),
  condition('attribute="fullname" operator="ne" value="Bob"'),
  condition('attribute="statecode" operator="eq" value="0"'),
  condition('attribute="parentcustomerid" operator="null"'),
];
const PRIMARY = 'name="account" from="primarycontactid" to="contactid"';
const PARENT = 'name="account" from="accountid" to="parentcustomerid"';
const LINKS = ["any", "not any", "not all", "all"].flatMap((type) => [
  link(PRIMARY, type, condition('attribute="name" operator="eq" value="Contoso"')),
  link(PARENT, type, condition('attribute="fax" operator="null"')),
]);
/** On a joined table: such an alternative is united in another way. */
const JOINED = [
  condition('entityname="parent" attribute="name" operator="eq" value="Contoso"'),
  condition('entityname="parent" attribute="fax" operator="null"'),
];
const JOIN = `<link-entity ${PARENT} link-type="outer" alias="parent"/>`;

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
  let test: TestOrganization;

  beforeAll(async () => {
    test = await openLinkedOrganization();
  }, 60_000);

  afterAll(() => test.close());

  const answer = async (content: string, attributes: string, isJoined: boolean) => {
    const fetch = `<fetch ${attributes}><entity name="contact">${content}${isJoined ? JOIN : ""}</entity></fetch>`;
    const { rows } = await executeFetchXml(test.organization, test.caller, undefined, fetch);
    return rows.map(({ fullname, people }) => [fullname, people]);
  };

  it.each([
    ["rows in an order", "", '<attribute name="fullname"/><order attribute="fullname"/>'],
    ["the first rows", 'top="2"', '<attribute name="fullname"/><order attribute="fullname"/>'],
    ["different rows", 'distinct="true"', '<attribute name="fullname"/><order attribute="fullname"/>'],
    [
      "sums",
      'aggregate="true"',
      '<attribute name="contactid" aggregate="count" alias="people"/><attribute name="fullname" groupby="true" alias="fullname"/><order alias="fullname"/>',
    ],
  ])("leaves %s as they are", async (_what, attributes, asked) => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(hinted, async (filter) => {
        const isJoined = filter.includes("entityname");
        const plain = await answer(asked + filter.replace(HINT, ""), attributes, isJoined);
        expect(await answer(asked + filter, attributes, isJoined)).toEqual(plain);
        found += plain.length;
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(0);
  });
});
