import { describeApp } from "../../../sandbox/server/page/siteMap";

/* Sub-areas with the element `Privilege` are shown to those who have all that it names. */

const app = {
  uniqueName: "ent_Test",
  roleIds: [],
  labels: { 1033: "Test" },
  siteMapXml: `<SiteMap><Area Id="a"><Group Id="g">
    <SubArea Id="open" Entity="account" />
    <SubArea Id="notes" Entity="account"><Privilege Entity="ent_salesnote" Privilege="Read" /></SubArea>
    <SubArea Id="both" Entity="account"><Privilege Entity="ent_salesnote" Privilege="Read,Create" /></SubArea>
    <SubArea Id="two" Entity="account"><Privilege Entity="ent_salesnote" Privilege="Read" /><Privilege Entity="lead" Privilege="Read" /></SubArea>
  </Group></Area></SiteMap>`,
};

function shownTo(...privileges: readonly string[]): readonly string[] {
  const described = describeApp(
    app,
    1033,
    () => "Accounts",
    (table, verb) => privileges.includes(`${verb} ${table}`),
  );
  return described.areas.flatMap(({ groups }) => groups.flatMap(({ items }) => items.map(({ id }) => id)));
}

describe("a site map", () => {
  it("shows what asks for no privilege to everybody", () => {
    expect(shownTo()).toEqual(["open"]);
  });

  it("shows the rest to those who have each privilege on each table", () => {
    expect(shownTo("Read ent_salesnote")).toEqual(["open", "notes"]);
    expect(shownTo("Read ent_salesnote", "Create ent_salesnote")).toEqual(["open", "notes", "both"]);
    expect(shownTo("Read ent_salesnote", "Read lead")).toEqual(["open", "notes", "two"]);
    expect(shownTo("Read lead", "Create ent_salesnote")).toEqual(["open"]);
  });
});
