import { complaints } from "../../solution/checkMicrosoft";

const FORM = "{a4955f42-6e11-5042-8133-c849001cd333}";
const NOT_DEFINED = "Following root components are not defined in customizations:";

describe("reading what SolutionPackager says", () => {
  it("hears a dropped component although the exit code is 0", () => {
    const output = `Processing Sharded Component Files\n${NOT_DEFINED}\n  Type='Role', Id (or schema name)='{431eee22-1e0a-59a6-8add-c99e1e5fc6f9}'.\n\n\nUnmanaged Pack complete.\n\n1 warnings encountered\n`;
    expect(complaints({ output, exitCode: 0 }, new Set([FORM]))).toEqual([
      "dropped: Type='Role', Id (or schema name)='{431eee22-1e0a-59a6-8add-c99e1e5fc6f9}'.",
    ]);
  });

  it("takes no offence at a form that is in the result, which the tool never finds inside a table", () => {
    const output = `${NOT_DEFINED}\r\n  Type='SystemForm', Id (or schema name)='${FORM}'.\r\n\r\n1 warnings encountered\r\n`;
    expect(complaints({ output, exitCode: 0 }, new Set([FORM]))).toEqual([]);
    expect(complaints({ output, exitCode: 0 }, new Set())).toEqual([
      `dropped: Type='SystemForm', Id (or schema name)='${FORM}'.`,
    ]);
  });

  it("hears a container that is skipped", () => {
    const output =
      "Component: AppModules is a supported component type but has unexpected children in Customizations.xml; this component's specific processing will be skipped.\n1 warnings encountered\n";
    expect(complaints({ output, exitCode: 0 }, new Set())).toEqual([
      expect.stringContaining("will be skipped"),
    ]);
  });

  it("does not let an unexplained warning or a failure pass", () => {
    expect(complaints({ output: "2 warnings encountered\n", exitCode: 0 }, new Set())).toEqual([
      "2 warnings, of which 0 explained",
    ]);
    expect(complaints({ output: "", exitCode: 1 }, new Set())).toEqual(["exit code 1"]);
  });

  it("is content with a run that says nothing", () => {
    expect(complaints({ output: "Unmanaged Pack complete.\n", exitCode: 0 }, new Set())).toEqual([]);
  });
});
