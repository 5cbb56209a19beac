import { taskTexts, taskTextsAfter } from "../../dataverse/recontactTask";
import { noteName } from "../../domain/noteName";

const taskOf = (opening: string, text: string) => taskTexts(`${opening}${noteName(text)}`, text);

describe("the texts of a task after its note was changed", () => {
  const long = "Wants a lakehouse and fears the migration of it all. ".repeat(50);

  it.each([
    ["short", "Fears it", "Fears nothing"],
    ["too long for a subject", long.slice(0, 300), "Short"],
    ["too long for a task", long, `Other ${long}`],
    ["short, and then long", "Short", long],
    ["cut within a character of two units", `${"x".repeat(187)}🙂${"y".repeat(9)}`, "Short"],
  ])("are those that the new text makes: %s", (_, before, after) => {
    for (const opening of ["Call back: ", "Rappeler : ", ""]) {
      expect(taskTextsAfter(taskOf(opening, before), [before], after)).toEqual(taskOf(opening, after));
    }
  });

  it("are found by whichever text the note may have had", () => {
    const task = taskOf("Call back: ", "Second");
    expect(taskTextsAfter(task, ["First", "Second"], "Third")).toEqual(taskOf("Call back: ", "Third"));
  });

  it("stay where somebody has written the task anew", () => {
    const task = { ...taskOf("Call back: ", "Fears it"), description: "Ask for Anne" };
    expect(taskTextsAfter(task, ["Fears it"], "Fears nothing")).toBeNull();
  });

  it("keep a subject that somebody has written, whatever it ends in", () => {
    for (const subject of ["Ring Anne", "Anne, about F…", `${"z".repeat(198)}…`, `${"z".repeat(198)}Fx`]) {
      const task = { subject, description: "Fears it" };
      expect(taskTextsAfter(task, ["Fears it"], "Other")).toEqual({ subject, description: "Other" });
    }
  });
});
