import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkSolution, type Problem } from "../../solution/check";
import { solutionId } from "../../solution/solutionId";
import { FixtureProject } from "./fixtureProject";
import { unpackedOf } from "./plantMistakes";

let project: FixtureProject;
beforeEach(() => {
  project = new FixtureProject();
});
afterEach(() => project.dispose());

async function problems(): Promise<Problem[]> {
  return checkSolution(await unpackedOf(project));
}

const ACCOUNT_FORM = `Entities/Account/FormXml/main/{${solutionId("form/account/main/Entente")}}.xml`;
const REP = "Roles/Entente Rep.xml";

describe("the validator", () => {
  it("finds nothing wrong with the solution", async () => {
    expect(await problems()).toEqual([]);
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

  it("asks for no other solution when a standard table is in every environment", async () => {
    const [appointment, task] = ["Appointment", "Task"].map((name) => join(project.source, "Entities", name));
    mkdirSync(task!);
    const text = readFileSync(join(appointment!, "Entity.xml"), "utf8");
    writeFileSync(
      join(task!, "Entity.xml"),
      text.replaceAll("Appointment", "Task").replace("appointments", "tasks"),
    );
    project.edit(
      "Other/Solution.xml",
      '<RootComponent type="1" schemaName="appointment"',
      '<RootComponent type="1" schemaName="task" behavior="1" /><RootComponent type="1" schemaName="appointment"',
    );
    expect(await problems()).toEqual([]);
  });

  it("tells once that a choice has no default", async () => {
    project.edit("Entities/ent_Hold/Entity.xml", /<AppDefaultValue>[^<]*<\/AppDefaultValue>/, "");
    expect(await problems()).toEqual([
      expect.objectContaining({
        element: "ent_scope",
        rule: "column-definition",
        message: "is of type picklist and has no <AppDefaultValue>",
      }),
    ]);
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
