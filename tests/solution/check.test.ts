import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../../solution/assemble";
import { checkSolution, type Problem } from "../../solution/check";
import { solutionId } from "../../solution/solutionId";
import { FixtureProject } from "./fixtureProject";

let project: FixtureProject;
beforeEach(() => {
  project = new FixtureProject();
});
afterEach(() => project.dispose());

async function problems(): Promise<Problem[]> {
  const unpacked = join(project.out, "unpacked");
  await assemble({
    source: project.source,
    controls: project.controls,
    scripts: project.scripts,
    unpacked,
    version: "0.1.0",
  });
  return checkSolution(unpacked);
}

const ACCOUNT_FORM = `Entities/Account/FormXml/main/{${solutionId("form/account/main/Entente")}}.xml`;
const INTERACTION_FORM = `Entities/ent_Interaction/FormXml/main/{${solutionId("form/ent_interaction/main/Interaction")}}.xml`;
const ACTIVE_TOPICS = `Entities/ent_Topic/SavedQueries/{${solutionId("view/ent_topic/Active Topics")}}.xml`;
const USED_NOTES = `Entities/ent_FieldNote/SavedQueries/{${solutionId("view/ent_fieldnote/Field Notes Used in Campaigns")}}.xml`;
const UNANSWERED_NOTES = `Entities/ent_FieldNote/SavedQueries/{${solutionId("view/ent_fieldnote/Field Notes Not Answered for 5 Days")}}.xml`;
const SITE_MAP = "AppModuleSiteMaps/ent_Entente/AppModuleSiteMap.xml";
const REP = "Roles/Entente Rep.xml";

describe("the validator", () => {
  it("finds nothing wrong with the solution", async () => {
    expect(await problems()).toEqual([]);
  });

  /** A mistake, the source file it is made in, and what the validator has to name. */
  const mistakes: readonly {
    mistake: string;
    file: string;
    from: string | RegExp;
    to: string;
    rule: string;
    element: string | RegExp;
    message?: string | RegExp;
    /** Where it shows, when that is another file. */
    shows?: string;
  }[] = [
    {
      mistake: "a control on a column that does not exist",
      file: INTERACTION_FORM,
      from: 'datafieldname="ent_url"',
      to: 'datafieldname="ent_link"',
      rule: "control-column",
      element: "control ent_url",
      message: 'ent_interaction has no column "ent_link"',
    },
    {
      mistake: "a control of another kind of column",
      file: INTERACTION_FORM,
      from: "{5B773807-9FB2-42DB-97C3-7A91EFF8ADFF}",
      to: "{4273EDBD-AC1D-40D3-9FB2-095C621B552D}",
      rule: "control-class",
      element: "control ent_occurredon",
    },
    {
      mistake: "a component that the solution does not have",
      file: ACCOUNT_FORM,
      from: 'formFactor="2" name="ent_Entente.Interest"',
      to: 'formFactor="2" name="ent_Entente.Interests"',
      rule: "component-exists",
      element: "control name2, ent_Entente.Interests",
    },
    {
      mistake: "a component missing on the phone",
      file: ACCOUNT_FORM,
      from: /<customControl formFactor="0"[\s\S]*?<\/customControl>\s*/,
      to: "",
      rule: "component-form-factors",
      element: /^control name\d$/,
    },
    {
      mistake: "a component whose description is for another control",
      file: ACCOUNT_FORM,
      from: /forControl="\{[^}]*\}"/,
      to: `forControl="{${solutionId("someone else")}}"`,
      rule: "component-description",
      element: /^control name\d$/,
    },
    {
      mistake: "a property that the manifest requires and the form does not set",
      file: ACCOUNT_FORM,
      from: "<recordId>accountid</recordId>",
      to: "",
      rule: "component-property-required",
      element: /, recordId$/,
    },
    {
      mistake: "a property that the manifest does not have",
      file: ACCOUNT_FORM,
      from: "<recordId>accountid</recordId>",
      to: "<recordId>accountid</recordId><colour>accountid</colour>",
      rule: "component-property",
      element: /, colour$/,
    },
    {
      mistake: "a property bound to a column that does not exist",
      file: ACCOUNT_FORM,
      from: "<recordId>accountid</recordId>",
      to: "<recordId>contactid</recordId>",
      rule: "component-binding",
      element: /, recordId$/,
      message: 'account has no column "contactid"',
    },
    {
      mistake: "a static value without its type",
      file: ACCOUNT_FORM,
      from: '<tableName static="true" type="SingleLine.Text">',
      to: '<tableName static="true">',
      rule: "component-property-type",
      element: /, tableName$/,
    },
    {
      mistake: "a privilege of a table that does not exist",
      file: REP,
      from: "prvReadent_Topic",
      to: "prvReadent_Subject",
      rule: "privilege-table",
      element: "prvReadent_Subject",
      message: 'there is no table "ent_Subject"',
    },
    {
      mistake: "a privilege in the wrong case",
      file: REP,
      from: "prvReadent_Topic",
      to: "prvReadent_topic",
      rule: "privilege-table",
      element: "prvReadent_topic",
    },
    {
      mistake: "part of a table that belongs to the organisation",
      file: REP,
      from: '"prvReadent_Topic" level="Global"',
      to: '"prvReadent_Topic" level="Local"',
      rule: "privilege-level",
      element: "prvReadent_Topic",
    },
    {
      mistake: "an id used twice",
      file: ACTIVE_TOPICS,
      from: solutionId("view/ent_topic/Active Topics"),
      to: solutionId("view/ent_topic/Inactive Topics"),
      rule: "id-unique",
      element: new RegExp(solutionId("view/ent_topic/Inactive Topics")),
      shows: `Entities/ent_Topic/SavedQueries/{${solutionId("view/ent_topic/Inactive Topics")}}.xml`,
    },
    {
      mistake: "an id made up on the spot",
      file: REP,
      from: solutionId("role/Entente Rep"),
      to: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
      rule: "id-name-based",
      element: /3f2504e0/,
    },
    {
      mistake: "a label without French",
      file: "Entities/ent_Topic/Entity.xml",
      from: /<LocalizedName description="Sujet" languagecode="1036" \/>\s*/,
      to: "",
      rule: "label-languages",
      element: /entity ent_Topic \/ LocalizedNames$/,
      message: "has no text in French (1036)",
    },
    {
      mistake: "a choice's label without French",
      file: "Entities/ent_InteractionKind/Entity.xml",
      from: /<label description="Événement" languagecode="1036" \/>\s*/,
      to: "",
      rule: "label-languages",
      element: /option 789100002 \/ labels$/,
    },
    {
      mistake: "a title of the site map without Dutch",
      file: SITE_MAP,
      from: 'Title="Klanten"',
      to: 'Title=""',
      rule: "label-languages",
      element: /Group ent_Clients \/ Titles$/,
      message: "has no text in Dutch (1043)",
    },
    {
      mistake: "an entry of the site map for a table that the app does not have",
      file: SITE_MAP,
      from: 'Entity="lead"',
      to: 'Entity="competitor"',
      rule: "site-map-table",
      element: "SubArea ent_Leads",
    },
    {
      mistake: "a second cascading parent",
      file: "Other/Relationships/Lead.xml",
      from: /("ent_lead_interactions">[\s\S]*?<CascadeDelete>)RemoveLink/,
      to: "$1Cascade",
      rule: "one-cascading-parent",
      element: "ent_lead_interactions",
      message: /cascades from ent_contact_interactions already/,
    },
    {
      mistake: "a relationship of a lookup that does not exist",
      file: "Other/Relationships/Lead.xml",
      from: /("ent_lead_interactions">[\s\S]*?<ReferencingAttributeName>)ent_leadid/,
      to: "$1ent_prospectid",
      rule: "relationship-lookup",
      element: "ent_lead_interactions",
    },
    {
      mistake: "a lookup without a relationship",
      file: "Other/Relationships/Lead.xml",
      from: /("ent_lead_interactions">[\s\S]*?<ReferencingAttributeName>)ent_leadid/,
      to: "$1ent_accountid",
      rule: "lookup-relationship",
      element: "ent_leadid",
      shows: "Entities/ent_Interaction/Entity.xml",
    },
    {
      mistake: "a relationship that the list does not name",
      file: "Other/Relationships.xml",
      from: /\s*<EntityRelationship Name="ent_lead_interactions" \/>/,
      to: "",
      rule: "relationship-named",
      element: "ent_lead_interactions",
      shows: "Other/Relationships/Lead.xml",
    },
    {
      mistake: "an ownership that the import does not know by that word",
      file: "Entities/ent_Topic/Entity.xml",
      from: "<OwnershipTypeMask>OrgOwned<",
      to: "<OwnershipTypeMask>OrganizationOwned<",
      rule: "table-ownership",
      element: "OwnershipTypeMask OrganizationOwned",
    },
    {
      mistake: "a choice value of another publisher",
      file: "Entities/ent_InteractionKind/Entity.xml",
      from: 'value="789100003"',
      to: 'value="100000003"',
      rule: "choice-value",
      element: "ent_channel 100000003",
    },
    {
      mistake: "an alternate key on a column that does not exist",
      file: "Entities/ent_Interaction/Entity.xml",
      from: "<AttributeName>ent_externalid</AttributeName>",
      to: "<AttributeName>ent_sourceid</AttributeName>",
      rule: "key-column",
      element: "ent_source",
    },
    {
      mistake: "an element that the schema does not have",
      file: "Entities/ent_Topic/Entity.xml",
      from: "<IsAuditEnabled>0</IsAuditEnabled>\n      <IsRetrieveAuditEnabled>",
      to: "<IsAudited>0</IsAudited>\n      <IsRetrieveAuditEnabled>",
      rule: "element-known",
      element: "entity ent_Topic",
    },
    {
      mistake: "a view that shows what it does not ask for",
      file: ACTIVE_TOPICS,
      from: '<attribute name="ent_keywords" />',
      to: "",
      rule: "view-layout",
      element: "cell ent_keywords",
    },
    {
      mistake: "a view that filters by a column that does not exist",
      file: ACTIVE_TOPICS,
      from: 'attribute="statecode"',
      to: 'attribute="state"',
      rule: "view-column",
      element: "condition state",
    },
    {
      mistake: "a view that filters a linked table by a column that it does not have",
      file: USED_NOTES,
      from: 'attribute="ent_status"',
      to: 'attribute="ent_type"',
      rule: "view-column",
      element: "condition ent_type",
      message: "ent_fieldanswer has no such column",
    },
    {
      mistake: "a view that links by a column that does not exist",
      file: USED_NOTES,
      from: 'from="ent_fieldnoteid"',
      to: 'from="ent_noteid"',
      rule: "view-link",
      element: "link-entity ent_fieldanswer",
    },
    {
      mistake: "a view with a condition on a link that it does not have",
      file: UNANSWERED_NOTES,
      from: 'entityname="answer"',
      to: 'entityname="reply"',
      rule: "view-link",
      element: "condition ent_fieldanswerid",
    },
    {
      mistake: "a component in the manifest that is not there",
      file: "Other/Solution.xml",
      from: 'schemaName="ent_Entente.Interest"',
      to: 'schemaName="ent_Entente.Guard"',
      rule: "root-component-exists",
      element: "RootComponent 66 ent_Entente.Guard",
    },
    {
      mistake: "a component that the manifest does not name",
      file: "Other/Solution.xml",
      from: /\s*<RootComponent type="80"[^>]*\/>/,
      to: "",
      rule: "root-component-named",
      element: "80 ent_Entente",
      shows: "AppModules/ent_Entente/AppModule.xml",
    },
    {
      mistake: "content in a container that SolutionPackager would skip",
      file: "Other/Customizations.xml",
      from: "<Roles />",
      to: '<Roles><Role id="x" name="y" /></Roles>',
      rule: "container-empty",
      element: "Roles",
    },
    {
      mistake: "XML that is not well-formed",
      file: REP,
      from: "</RolePrivileges>",
      to: "",
      rule: "well-formed",
      element: "document",
    },
  ];

  it.each(mistakes)("names $mistake", async ({ file, from, to, rule, element, message, shows }) => {
    project.edit(file, from, to);
    const found = (await problems()).filter((problem) => problem.rule === rule);
    expect(found).not.toEqual([]);
    const problem = found.find((each) =>
      typeof element === "string" ? each.element === element : element.test(each.element),
    );
    expect(problem).toMatchObject({ rule });
    if (problem && problem.rule !== "id-unique") expect(problem.file).toBe(shows ?? file);
    if (typeof message === "string") expect(problem?.message).toContain(message);
    else if (message) expect(problem?.message).toMatch(message);
  });

  it("names a role's file that is gone", async () => {
    rmSync(join(project.source, REP));
    const found = await problems();
    expect(found).toContainEqual(
      expect.objectContaining({
        file: "Other/Solution.xml",
        rule: "root-component-exists",
        element: `RootComponent 20 {${solutionId("role/Entente Rep")}}`,
      }),
    );
    expect(found).toContainEqual(expect.objectContaining({ rule: "app-role" }));
  });

  it("names a file that a component's manifest promises and the build did not make", async () => {
    rmSync(join(project.controls, "Interest", "css"), { recursive: true });
    expect(await problems()).toEqual([
      expect.objectContaining({
        file: "Controls/ent_Entente.Interest/ControlManifest.xml",
        element: "css/Interest.css",
        rule: "component-file",
      }),
    ]);
  });

  it("refuses a second source for the managed package", async () => {
    const folder = join(project.source, "AppModules", "ent_Entente");
    cpSync(join(folder, "AppModule.xml"), join(folder, "AppModule_managed.xml"));
    expect(await problems()).toEqual([expect.objectContaining({ rule: "one-source" })]);
  });

  it("says that a folder without a manifest is no solution", async () => {
    const unpacked = join(project.out, "unpacked");
    await problems();
    rmSync(join(unpacked, "Other", "Solution.xml"));
    expect(checkSolution(unpacked)).toContainEqual(
      expect.objectContaining({ file: "Other/Solution.xml", rule: "manifest" }),
    );
  });

  it("knows the privileges of what a role names, not just any word", () => {
    const names = readdirSync(join(project.source, "Roles")).flatMap((file) =>
      [...readFileSync(join(project.source, "Roles", file), "utf8").matchAll(/name="(prv\w+)"/g)].map(
        (match) => match[1],
      ),
    );
    expect(names.length).toBeGreaterThan(60);
    expect(
      names.every((name) => /^prv(Create|Read|Write|Delete|Append|AppendTo|Assign|Share)\w+$/.test(name!)),
    ).toBe(true);
  });

  it("tells a script that a form does not load", async () => {
    const form = join(project.source, ACCOUNT_FORM);
    writeFileSync(
      form,
      readFileSync(form, "utf8").replace(
        "<DisplayConditions",
        `<formLibraries><Library name="ent_/scripts/gone.js" libraryUniqueId="{${solutionId("library")}}" /></formLibraries><DisplayConditions`,
      ),
    );
    expect(await problems()).toEqual([
      expect.objectContaining({ rule: "form-library", element: "Library ent_/scripts/gone.js" }),
    ]);
  });
});
