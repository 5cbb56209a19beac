import { strToU8, zipSync } from "fflate";
import { DataverseError, NOT_SUPPORTED_BY_SANDBOX } from "../../../sandbox/server/errors";
import { readSolution } from "../../../sandbox/server/metadata/importSolution/readSolution";
import { standardParts } from "../../../sandbox/server/metadata/standard/standardCatalog";
import { withAdministrator } from "../../../sandbox/server/security/administrator";
import {
  app,
  column,
  customizationsXml,
  type Fixture,
  fixture,
  fixtureWith,
  oneToMany,
  options,
  role,
  siteMap,
  solutionXml,
  text,
  visitChart,
  visitColumns,
  visitForm,
  visitKey,
  visitTable,
  visitView,
  zipOf,
} from "./fixture/solution";

const standard = withAdministrator(standardParts());
const read = (zip: Uint8Array) => readSolution(zip, standard, new Map());

function refusal(zip: Uint8Array): DataverseError {
  try {
    read(zip);
  } catch (error) {
    if (error instanceof DataverseError) {
      return error;
    }
    throw error;
  }
  throw new Error("The solution was taken.");
}

/** The entity container with the visit table changed. */
const visit = (change: Parameters<typeof visitTable>[0]) => (solution: Fixture) => {
  solution.containers["Entities"] = visitTable(change);
  solution.rootComponents = solution.rootComponents.filter((one) => !one.includes("campaignactivity"));
};
const withColumn = (xml: string) => visit({ columns: [...visitColumns(), xml] });
const inContainer = (name: string, content: string) => (solution: Fixture) => {
  solution.containers[name] = content;
};
const replaceIn = (name: string, from: string, to: string) => (solution: Fixture) => {
  const before = solution.containers[name] ?? "";
  expect(before).toContain(from);
  solution.containers[name] = before.replace(from, to);
};

it("takes the solution that the others are broken from", () => {
  expect(read(zipOf(fixture())).solution.uniqueName).toBe("Test");
});

describe("a package", () => {
  it("that is no zip is refused", () => {
    expect(refusal(strToU8("PK, but not really"))).toMatchObject({ status: 400, code: "0x80048060" });
    expect(refusal(new Uint8Array())).toMatchObject({ code: "0x80048060" });
  });

  it("that is a zip of something else is refused", () => {
    expect(refusal(zipSync({ "readme.txt": strToU8("hello") }))).toMatchObject({
      status: 400,
      code: "0x80048066",
    });
  });

  it.each(["[Content_Types].xml", "solution.xml", "customizations.xml"])(
    "without %s is refused, and the part named",
    (part) => {
      const error = refusal(zipOf(fixture(), { [part]: undefined }));
      expect(error).toMatchObject({ status: 400, code: "0x80048066" });
      expect(error.message).toContain(part);
    },
  );

  it.each(["Solution.xml", "other\\solution.xml", "folder/solution.xml"])(
    "with %s in place of solution.xml is refused",
    (name) => {
      const solution = fixture();
      expect(
        refusal(zipOf(solution, { "solution.xml": undefined, [name]: solutionXml(solution) })).code,
      ).toBe("0x80048066");
    },
  );

  it.each(["solution.xml", "customizations.xml", "[Content_Types].xml"])(
    "whose %s is malformed is refused, and the part named",
    (part) => {
      for (const content of [
        "<ImportExportXml><a></ImportExportXml>",
        "",
        "no xml at all",
        "<Types",
        '<a b="1" b="2"/>',
      ]) {
        const error = refusal(zipOf(fixture(), { [part]: content }));
        expect(error).toMatchObject({ status: 400, code: "0x80048013" });
        expect(error.message).toContain(part);
      }
    },
  );

  it("with entities of its own is refused before they are expanded", () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>${customizationsXml(fixture()).replace(/<\?xml.*?\?>/, "")}`;
    expect(refusal(zipOf(fixture(), { "customizations.xml": bomb })).code).toBe("0x80048013");
  });

  it("with a file of no declared type is refused", () => {
    const error = refusal(zipOf(fixture(), { "Controls/tst_Test.Gauge/picture.png": "png" }));
    expect(error).toMatchObject({ code: "0x80048066" });
    expect(error.message).toContain("picture.png");
  });

  it("may carry a byte order mark, as those of Microsoft's tools do", () => {
    const solution = fixture();
    expect(read(zipOf(solution, { "solution.xml": `\uFEFF${solutionXml(solution)}` })).solution.version).toBe(
      "1.0.0.0",
    );
  });
});

interface Case {
  readonly what: string;
  readonly change: (solution: Fixture) => void;
  readonly code: string;
  /** What the message has to name for the fault to be found. */
  readonly names: readonly string[];
}

const manifest: readonly Case[] = [
  {
    what: "without a version",
    change: (one) => (one.version = ""),
    code: "0x8004801a",
    names: ["solution.xml", "Version"],
  },
  {
    what: "of a version that is none",
    change: (one) => (one.version = "one"),
    code: "0x8004f01e",
    names: ["one"],
  },
  {
    what: "that is both managed and not",
    change: (one) => (one.managed = "2"),
    code: "0x80048066",
    names: ["Managed"],
  },
  {
    what: "with a name of blanks",
    change: (one) => (one.uniqueName = "My solution"),
    code: "0x80048033",
    names: ["My solution"],
  },
  {
    what: "that lists a table it does not define",
    change: (one) =>
      one.rootComponents.push('<RootComponent type="1" schemaName="tst_other" behavior="0" />'),
    code: "0x8004803a",
    names: ["tst_other", "table"],
  },
  {
    what: "that lists a component of an unknown type",
    change: (one) => one.rootComponents.push('<RootComponent type="4711" schemaName="x" behavior="0" />'),
    code: "0x8004803a",
    names: ["4711"],
  },
  {
    what: "that defines a role it does not list",
    change: (one) => (one.rootComponents = one.rootComponents.filter((two) => !two.includes('type="20"'))),
    code: "0x8004803a",
    names: ["role", "0f0f0f0f-3333"],
  },
  {
    what: "that brings a form with a table listed without its parts",
    change: (one) =>
      (one.rootComponents = one.rootComponents.map((two) =>
        two.replace('schemaName="tst_visit" behavior="0"', 'schemaName="tst_visit" behavior="1"'),
      )),
    code: "0x8004803a",
    names: ["form"],
  },
  {
    what: "that needs a table of a solution that is not there",
    change: (one) =>
      (one.missingDependencies =
        '<MissingDependency><Required type="1" schemaName="msdyn_project" solution="ProjectService (1.0)" /><Dependent type="60" /></MissingDependency>'),
    code: "0x8004801d",
    names: ["msdyn_project", "ProjectService"],
  },
  {
    what: "with a container that does not exist",
    change: inContainer("Tables", ""),
    code: "0x8004801a",
    names: ["<Tables>"],
  },
];

const tables: readonly Case[] = [
  {
    what: "a table that does not exist and is not described",
    change: visitless,
    code: "0x8004801d",
    names: ["tst_Ghost"],
  },
  {
    what: "the same table twice",
    change: (one) => (one.containers["Entities"] += visitTable()),
    code: "0x8004810c",
    names: ["tst_Visit"],
  },
  {
    what: "a table with another table's set name",
    change: visit({ setName: "accounts" }),
    code: "0x8004810c",
    names: ["accounts"],
  },
  {
    what: "a table that nobody owns",
    change: visit({ ownership: "Nobody" }),
    code: "0x8004801a",
    names: ["Nobody"],
  },
  {
    what: "a table without a primary key",
    change: visit({ columns: visitColumns().slice(1) }),
    code: "0x8004801a",
    names: ["primarykey"],
  },
  {
    what: "a table without a primary name",
    change: visit({ columns: visitColumns().map((one) => one.replace("PrimaryName|", "")) }),
    code: "0x8004801a",
    names: ["PrimaryName"],
  },
  {
    what: "a column of an unknown type",
    change: withColumn(column("tst_Odd", "hologram")),
    code: "0x80048006",
    names: ["customizations.xml", "tst_Odd", "hologram"],
  },
  {
    what: "a column of a type that only JavaScript knows",
    change: withColumn(column("tst_Odd", "constructor")),
    code: "0x80048006",
    names: ["constructor"],
  },
  {
    what: "a column whose name would end the statement",
    change: withColumn(column("tst_A&quot;; drop table account; --", "nvarchar", text(10))),
    code: "0x80048006",
    names: ["letters, digits"],
  },
  {
    what: "a column with a longer name than Dataverse takes",
    change: withColumn(column(`tst_${"a".repeat(60)}`, "nvarchar", text(10))),
    code: "0x80048006",
    names: ["50"],
  },
  {
    what: "a table with a set name that is no name",
    change: visit({ setName: "tst visits" }),
    code: "0x8004801a",
    names: ["tst visits"],
  },
  {
    what: "a column twice",
    change: withColumn(column("tst_Code", "nvarchar", text(10))),
    code: "0x80048006",
    names: ["tst_Code", "twice"],
  },
  {
    what: "a text without a length",
    change: withColumn(column("tst_Long", "nvarchar", "<Format>text</Format>")),
    code: "0x80048006",
    names: ["MaxLength"],
  },
  {
    what: "a text that is too long",
    change: withColumn(column("tst_Long", "nvarchar", text(4001))),
    code: "0x80048006",
    names: ["4000"],
  },
  {
    what: "a text of an unknown format",
    change: withColumn(column("tst_F", "nvarchar", "<Format>poem</Format><MaxLength>9</MaxLength>")),
    code: "0x80048006",
    names: ["poem"],
  },
  {
    what: "a number from more to less",
    change: withColumn(column("tst_N", "int", "<MinValue>5</MinValue><MaxValue>1</MaxValue>")),
    code: "0x80048006",
    names: ["MinValue"],
  },
  {
    what: "a limit that is no number",
    change: withColumn(column("tst_N", "int", "<MinValue>low</MinValue>")),
    code: "0x80048006",
    names: ["low"],
  },
  {
    what: "a date of unknown behavior",
    change: withColumn(column("tst_D", "datetime", "<Format>date</Format><Behavior>9</Behavior>")),
    code: "0x80048006",
    names: ["9"],
  },
  {
    what: "an unknown required level",
    change: withColumn(column("tst_R", "nvarchar", text(5), { required: "maybe" })),
    code: "0x80048006",
    names: ["maybe"],
  },
  {
    what: "a choice of an unknown name",
    change: withColumn(column("tst_C", "picklist", "<OptionSetName>tst_nowhere</OptionSetName>")),
    code: "0x80048030",
    names: ["tst_nowhere"],
  },
  {
    what: "a choice with one value twice",
    change: withColumn(column("tst_C", "picklist", options("c", 1, 1))),
    code: "0x80048030",
    names: ["1"],
  },
  {
    what: "a choice with a default that it does not have",
    change: withColumn(
      column("tst_C", "picklist", `<AppDefaultValue>9</AppDefaultValue>${options("c", 1, 2)}`),
    ),
    code: "0x80048030",
    names: ["9"],
  },
  {
    what: "a yes or no of three",
    change: withColumn(column("tst_B", "bit", options("b", 0, 1, 2))),
    code: "0x80048030",
    names: ["0 and 1"],
  },
  {
    what: "a key on a column that is not there",
    change: visit({ keys: visitKey(["tst_nothing"]) }),
    code: "0x80048006",
    names: ["tst_Source", "tst_nothing"],
  },
  {
    what: "a key on a column that cannot be in one",
    change: visit({ keys: visitKey(["tst_notes"]) }),
    code: "0x80048006",
    names: ["tst_notes"],
  },
  {
    what: "a lookup without a relationship",
    change: withColumn(column("tst_LostId", "lookup")),
    code: "0x8004801d",
    names: ["tst_lostid"],
  },
];

function visitless(solution: Fixture): void {
  solution.containers["Entities"] += "<Entity><Name>tst_Ghost</Name></Entity>";
  solution.rootComponents.push('<RootComponent type="1" schemaName="tst_ghost" behavior="1" />');
}

const more = (xml: string) => (solution: Fixture) => (solution.containers["EntityRelationships"] += xml);
const relationships: readonly Case[] = [
  {
    what: "to a table that does not exist",
    change: more(oneToMany("tst_bad", { to: "tst_Ghost" })),
    code: "0x8004801d",
    names: ["tst_bad", "tst_Ghost"],
  },
  {
    what: "from a table that does not exist",
    change: more(oneToMany("tst_bad", { from: "tst_Ghost" })),
    code: "0x8004801d",
    names: ["tst_bad", "tst_Ghost"],
  },
  {
    what: "from a column that is no lookup",
    change: more(oneToMany("tst_bad", { column: "tst_Code" })),
    code: "0x8004801d",
    names: ["tst_bad", "tst_Code"],
  },
  {
    what: "that is there twice",
    change: more(oneToMany("tst_contact_visits")),
    code: "0x80048009",
    names: ["tst_contact_visits"],
  },
  {
    what: "that cascades in no known way",
    change: more(oneToMany("tst_bad", { onDelete: "Explode" })),
    code: "0x8004801a",
    names: ["Explode"],
  },
  {
    what: "with the name of another one",
    change: more(oneToMany("account_primary_contact")),
    code: "0x80048009",
    names: ["account_primary_contact"],
  },
  {
    what: "with a navigation property that another lookup has",
    change: more(oneToMany("tst_bad", { to: "Lead", column: "tst_ClientId", navigation: "tst_ContactId" })),
    code: "0x80048033",
    names: ["tst_ContactId"],
  },
];

const forms: readonly Case[] = [
  {
    what: "a control on a missing column",
    change: visit({ forms: visitForm({ column: "tst_nothing" }) }),
    code: "0x80048007",
    names: ["tst_nothing", "control tst_name"],
  },
  {
    what: "a missing custom control",
    change: visit({ forms: visitForm({ control: "tst_Test.Missing" }) }),
    code: "0x80048007",
    names: ["tst_Test.Missing"],
  },
  {
    what: "a component that no control description is for",
    change: visit({ forms: visitForm({ forControl: "{0f0f0f0f-9999-4999-8999-999999999999}" }) }),
    code: "0x80048007",
    names: ["tst_code", "uniqueid"],
  },
  {
    what: "a component bound to a missing column",
    change: visit({ forms: visitForm({ bound: "tst_nothing" }) }),
    code: "0x80048007",
    names: ["value", "tst_nothing"],
  },
  {
    what: "a script that is not there",
    change: visit({ forms: visitForm({ library: "tst_/scripts/missing.js" }) }),
    code: "0x80048007",
    names: ["tst_/scripts/missing.js"],
  },
  {
    what: "a chart of a missing column",
    change: visit({
      charts: visitChart({
        query: '<entity name="tst_visit"><attribute name="tst_nothing" groupby="true" alias="a" /></entity>',
      }),
    }),
    code: "0x8004801a",
    names: ["tst_nothing"],
  },
  {
    what: "a chart of another table",
    change: visit({
      charts: visitChart({
        query: '<entity name="account"><attribute name="name" groupby="true" alias="a" /></entity>',
      }),
    }),
    code: "0x8004801a",
    names: ["account"],
  },
  {
    what: "a chart that links to a missing table",
    change: visit({
      charts: visitChart({
        query: '<entity name="tst_visit"><link-entity name="tst_ghost" from="a" to="b" /></entity>',
      }),
    }),
    code: "0x8004801a",
    names: ["tst_ghost"],
  },
  {
    what: "a view that shows a missing column",
    change: visit({ views: visitView({ cell: "tst_nothing" }) }),
    code: "0x80048005",
    names: ["tst_nothing"],
  },
  {
    what: "a view of another table",
    change: visit({
      views: visitView({ fetch: '<fetch><entity name="account"><attribute name="name" /></entity></fetch>' }),
    }),
    code: "0x80048005",
    names: ["account"],
  },
  {
    what: "a view that links to a missing table",
    change: visit({
      views: visitView({
        fetch:
          '<fetch><entity name="tst_visit"><link-entity name="tst_ghost" from="a" to="b" /></entity></fetch>',
      }),
    }),
    code: "0x80048005",
    names: ["tst_ghost"],
  },
  {
    what: "a view that filters by a missing column",
    change: visit({
      views: visitView({
        fetch:
          '<fetch><entity name="tst_visit"><filter><filter><condition attribute="tst_nothing" operator="null" /></filter></filter></entity></fetch>',
      }),
    }),
    code: "0x80048005",
    names: ["tst_nothing"],
  },
];

const others: readonly Case[] = [
  {
    what: "a role with a privilege on a missing table",
    change: inContainer("Roles", role({ prvReadtst_Ghost: "Global" })),
    code: "0x80048018",
    names: ["Visitor", "prvReadtst_Ghost"],
  },
  {
    what: "a role with a privilege in other capitals",
    change: inContainer("Roles", role({ prvReadTst_visit: "Global" })),
    code: "0x80048018",
    names: ["prvReadTst_visit"],
  },
  {
    what: "a role with a privilege on a kind of activity",
    change: inContainer("Roles", role({ prvReadTask: "Global" })),
    code: "0x80048018",
    names: ["prvReadTask"],
  },
  {
    what: "a role with an unknown depth",
    change: inContainer("Roles", role({ prvReadAccount: "Everything" })),
    code: "0x80048018",
    names: ["Everything"],
  },
  {
    what: "a role with a part of what the organisation owns",
    change: inContainer("Roles", role({ prvReadTransactionCurrency: "Basic" })),
    code: "0x80048018",
    names: ["prvReadTransactionCurrency"],
  },
  {
    what: "a component without its manifest",
    change: (one) => delete one.files["Controls/tst_Test.Gauge/ControlManifest.xml"],
    code: "0x80160000",
    names: ["tst_Test.Gauge"],
  },
  {
    what: "a component without its code",
    change: (one) => delete one.files["Controls/tst_Test.Gauge/bundle.js"],
    code: "0x80160000",
    names: ["bundle.js"],
  },
  {
    what: "a component under another name",
    change: (one) =>
      (one.files["Controls/tst_Test.Gauge/ControlManifest.xml"] =
        one.files["Controls/tst_Test.Gauge/ControlManifest.xml"]?.replace("Gauge", "Meter") ?? ""),
    code: "0x80160000",
    names: ["tst_Test.Meter", "tst_Test.Gauge"],
  },
  {
    what: "a web resource without its file",
    change: replaceIn("WebResources", "/WebResources/tst_scripts", "/WebResources/tst_lost"),
    code: "0x8004f11a",
    names: ["tst_lost"],
  },
  {
    what: "a web resource of an unknown type",
    change: replaceIn("WebResources", "<WebResourceType>3<", "<WebResourceType>33<"),
    code: "0x8004f11b",
    names: ["tst_/scripts/visit.js"],
  },
  {
    what: "a site map with a missing table",
    change: inContainer("AppModuleSiteMaps", siteMap("tst_ghost")),
    code: "0x80048011",
    names: ["tst_App", "tst_ghost"],
  },
  {
    what: "an app with a missing table",
    change: inContainer(
      "AppModules",
      app(
        '<AppModuleComponent type="1" schemaName="tst_ghost" /><AppModuleComponent type="62" schemaName="tst_App" />',
      ),
    ),
    code: "0x80050123",
    names: ["tst_App", "tst_ghost"],
  },
  {
    what: "an app without a site map",
    change: inContainer("AppModules", app("")),
    code: "0x80050123",
    names: ["site map"],
  },
  {
    what: "an app for a missing role",
    change: inContainer(
      "AppModules",
      app('<AppModuleComponent type="62" schemaName="tst_App" />', "0f0f0f0f-9999-4999-8999-999999999999"),
    ),
    code: "0x80050123",
    names: ["0f0f0f0f-9999"],
  },
];

describe.each([
  ["a solution", manifest],
  ["tables:", tables],
  ["a relationship", relationships],
  ["forms and views:", forms],
  ["other parts:", others],
] as const)("%s", (_group, cases) => {
  it.each(cases)("$what is refused", ({ change, code, names }) => {
    const error = refusal(zipOf(fixtureWith(change)));
    expect({ status: error.status, code: error.code, message: error.message }).toMatchObject({
      status: 400,
      code,
    });
    for (const name of names) {
      expect(error.message).toContain(name);
    }
  });
});

describe("what Dataverse has and the sandbox has not", () => {
  it.each<[string, (solution: Fixture) => void]>([
    ["a workflow", inContainer("Workflows", "<Workflow />")],
    ["an image column", withColumn(column("tst_Image", "image"))],
    [
      "a calculated column",
      withColumn(column("tst_Sum", "nvarchar", text(5)).replace("<SourceType>0", "<SourceType>1")),
    ],
    ["a custom activity", replaceIn("Entities", "<IsActivity>0", "<IsActivity>1")],
  ])("is said to be so: %s", (_what, change) => {
    expect(refusal(zipOf(fixtureWith(change)))).toMatchObject({
      status: 501,
      code: NOT_SUPPORTED_BY_SANDBOX,
    });
  });

  it("is no matter when it is empty", () => {
    expect(read(zipOf(fixtureWith(inContainer("Workflows", "")))).solution.uniqueName).toBe("Test");
  });
});
