import fc from "fast-check";
import { id } from "./organization";
import { condition, IN_ORDER, JOIN, peopleFound, SUMS } from "./peopleFound";

/*
 * Several `not any` about the same column are answered as one question; an "or" around each keeps them apart. Together they
 * find the same rows as apart, whatever they ask for and wherever they stand.
 */

const NAMED = condition('attribute="name" operator="eq" value="Contoso"');
const NO_FAX = condition('attribute="fax" operator="null"');
const ACTIVE = condition('attribute="statecode" operator="eq" value="0"');
/** What a related row has to do with the row's own account: each row's answer is its own. */
const LIKE_PARENT = condition('attribute="name" operator="eq" valueof="parent.name"');
const PARENT_NAMED = condition('entityname="parent" attribute="name" operator="eq" value="Contoso"');

const missing = (rest: string, inner: string): string =>
  `<link-entity ${rest} link-type="not any">${inner}</link-entity>`;
const filter = (items: readonly string[]): string => `<filter>${items.join("")}</filter>`;
const LIST_ONE =
  '<link-entity name="list" from="listid" to="listid"><filter><condition attribute="listname" operator="eq" value="one"/></filter></link-entity>';

const ofContact = [
  missing('name="account" from="primarycontactid" to="contactid"', filter([NAMED])),
  missing('name="account" from="primarycontactid" to="contactid"', filter([NO_FAX, ACTIVE])),
  missing('name="account" from="primarycontactid" to="contactid"', filter([LIKE_PARENT])),
  missing('name="account" from="primarycontactid" to="contactid"', filter([PARENT_NAMED])),
  missing('name="listmember" from="entityid" to="contactid"', LIST_ONE),
  missing('name="opportunity" from="customerid" to="contactid"', filter([ACTIVE])),
  missing('name="account" from="accountid" to="parentcustomerid"', filter([NO_FAX])),
  missing('name="opportunity" from="customerid" to="parentcustomerid"', filter([ACTIVE])),
  missing('name="opportunity" from="customerid" to="parentcustomerid"', filter([LIKE_PARENT])),
];
const ofAccount = [
  missing('name="opportunity" from="customerid" to="accountid"', filter([ACTIVE])),
  missing('name="opportunity" from="customerid" to="accountid"', filter([LIKE_PARENT])),
  missing('name="listmember" from="entityid" to="accountid"', ""),
  missing('name="contact" from="contactid" to="primarycontactid"', filter([ACTIVE])),
  missing('name="listmember" from="entityid" to="primarycontactid"', LIST_ONE),
];
const contactConditions = [
  ACTIVE,
  condition('attribute="fullname" operator="ne" value="Bob"'),
  condition(`attribute="parentcustomerid" operator="eq" value="${id(0xa1)}"`),
  condition(`attribute="parentcustomerid" operator="eq" value="${id(0xa4)}"`),
  condition(`attribute="contactid" operator="eq" value="${id(0xc4)}"`),
];

const apart = (item: string): string => `<filter type="or">${item}</filter>`;
/** Items as one filter, some of them within an "and" of their own: together, and with each link apart. */
interface Both {
  readonly together: string;
  readonly apart: string;
}
const bothOf = (conditions: readonly string[], links: readonly string[], inner: number): Both => {
  const nested = (items: readonly string[]): string =>
    filter([...conditions, ...items.slice(inner), filter(items.slice(0, inner))]);
  return { together: nested(links), apart: nested(links.map(apart)) };
};
const severalOf = (links: readonly string[], conditions: readonly string[]) =>
  fc
    .tuple(
      fc.subarray([...conditions], { maxLength: 2 }),
      fc.subarray([...links], { minLength: 2, maxLength: 5 }),
      fc.nat(2),
    )
    .map(([some, several, inner]) => bothOf(some, several, Math.min(inner, several.length)));

const within = (content: string): string =>
  filter([
    `<link-entity name="account" from="accountid" to="parentcustomerid" link-type="any">${content}</link-entity>`,
  ]);

describe("several links that nothing may be related by", () => {
  const find = peopleFound();

  it.each([IN_ORDER, SUMS])("find as %s what each of them finds apart", async (_what, attributes, asked) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        severalOf(ofContact, contactConditions),
        severalOf(ofAccount, [ACTIVE, NAMED]),
        fc.boolean(),
        async (ofRow, ofParent, isWithin) => {
          const [together, apart] = isWithin
            ? [within(ofParent.together), within(ofParent.apart)]
            : [ofRow.together, ofRow.apart];
          const expected = await find(asked + apart + JOIN, attributes);
          expect(await find(asked + together + JOIN, attributes)).toEqual(expected);
          count += expected.length;
        },
      ),
      { numRuns: 150 },
    );
    expect(count).toBeGreaterThan(0);
  });
});
