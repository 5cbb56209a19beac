import { executeFetchXml } from "../../../sandbox/server/query/execute";
import { openLinkedOrganization } from "./links";
import type { TestOrganization } from "./organization";

/*
 * Asks one organisation for its people in ways that must come to the same, whatever stands in the filters.
 */

export const condition = (rest: string): string => `<condition ${rest}/>`;

export const PARENT = 'name="account" from="accountid" to="parentcustomerid"';
/** The parents, for conditions on what is joined. */
export const JOIN = `<link-entity ${PARENT} link-type="outer" alias="parent"/>`;

export const PEOPLE = '<attribute name="fullname"/><order attribute="fullname"/>';

/** What it is called, the attributes of the query, and its content before the filters. */
export type Asked = readonly [what: string, attributes: string, content: string];
export const IN_ORDER: Asked = ["rows in an order", "", PEOPLE];
export const SUMS: Asked = [
  "sums",
  'aggregate="true"',
  '<attribute name="contactid" aggregate="count" alias="people"/><attribute name="fullname" groupby="true" alias="fullname"/><order alias="fullname"/>',
];

/** Opens the organisation for the tests of a suite. @returns who is found, as names or sums */
export function peopleFound(): (content: string, attributes: string) => Promise<readonly unknown[]> {
  let test: TestOrganization;
  beforeAll(async () => {
    test = await openLinkedOrganization();
  }, 60_000);
  afterAll(() => test.close());

  return async (content, attributes) => {
    const fetch = `<fetch ${attributes}><entity name="contact">${content}</entity></fetch>`;
    const { rows } = await executeFetchXml(test.organization, test.caller, undefined, fetch);
    return rows.map(({ fullname, people }) => [fullname, people]);
  };
}
