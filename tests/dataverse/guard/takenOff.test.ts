import { readTakenOff } from "../../../dataverse/guard/takenOff";
import { optionOf } from "../../../dataverse/writing";
import { guardStates, type GuardState } from "../../../domain/guard/guardState";
import { Answering, lookup } from "../answering";

const ACTIVITY = "00000000-0000-4000-8000-00000000e001";

/** A check as it is on record; of one list, where the list is named. */
function check(state: GuardState, list?: string) {
  return {
    ent_state: optionOf(guardStates, state),
    ...(list === undefined
      ? {}
      : { ...lookup("ent_listid", list, list), "audience.listid": list, "audience.listname": list }),
  };
}

/** The lists that would come back, by checks that were made one after the other. */
async function comingBack(...checks: readonly ReturnType<typeof check>[]): Promise<readonly string[]> {
  const service = new Answering(() => [...checks].reverse());
  const answer = await readTakenOff(service.asking.ask, ACTIVITY);
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.map(({ name }) => name).sort();
}

describe("lists that the guard took off an activity", () => {
  it("come back, each once, as long as nobody has checked it who sees everything", async () => {
    expect(await comingBack()).toEqual([]);
    expect(await comingBack(check("guarded"), check("listsTakenOff", "A"))).toEqual(["A"]);
    expect(
      await comingBack(
        check("listsTakenOff", "A"),
        check("listsTakenOff", "B"),
        check("listsTakenOff", "B"),
        // Checks of two lists at once name none.
        check("listsTakenOff"),
      ),
    ).toEqual(["A", "B"]);
  });

  it.each(["clear", "toDecide", "decided", "guarded"] as const)(
    "do not come back once somebody has who does: the check says “%s”, and from then on people decide",
    async (state) => {
      expect(await comingBack(check("listsTakenOff", "A"), check(state))).toEqual([]);
      expect(
        await comingBack(
          check("listsTakenOff", "A"),
          check("listsTakenOff", "B"),
          check(state),
          check("listsTakenOff", "B"),
        ),
      ).toEqual(["B"]);
    },
  );

  it("are not known where the question fails", async () => {
    const service = new Answering(() => ({ refused: 0x80040220 }));
    expect(await readTakenOff(service.asking.ask, ACTIVITY)).toEqual({
      ok: false,
      failure: { kind: "noPrivilege" },
    });
  });

  it("are asked for by the order in which the service wrote it down, whatever clock a client has", async () => {
    const service = new Answering(() => []);
    await readTakenOff(service.asking.ask, ACTIVITY);
    const [{ fetchXml } = { fetchXml: "" }] = service.requests;
    expect([...fetchXml.matchAll(/<order attribute="(\w+)"/g)].map(([, column]) => column)).toEqual([
      "createdon",
      "versionnumber",
    ]);
  });
});
