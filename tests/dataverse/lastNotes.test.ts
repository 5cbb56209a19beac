import { readLastNotes } from "../../dataverse/lastNotes";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup, shown } from "./answering";

describe("the last field notes on an account", () => {
  it("come with type, day, owner and person, in one request for five", async () => {
    const service = new Answering(() => [
      {
        ent_fieldnoteid: "n",
        ent_text: "They fear the migration",
        // In Brussels it is the next day.
        ent_notedon: "2026-11-21T23:30:00Z",
        ...shown("ent_type", 789_100_001, "Objection"),
        ...lookup("ownerid", "r", "Rita Rep"),
        ...lookup("ent_contactid", "c", "Anne Lambert"),
      },
      { ent_fieldnoteid: "m", ent_notedon: "2026-11-01T10:00:00Z" },
    ]);
    expect(await readLastNotes(service.asking.ask, calendar, "a")).toEqual({
      ok: true,
      value: [
        {
          id: "n",
          text: "They fear the migration",
          day: dayOfDate(2026, 11, 22),
          type: "Objection",
          owner: "Rita Rep",
          contact: { id: "c", name: "Anne Lambert" },
        },
        { id: "m", text: "", day: dayOfDate(2026, 11, 1), type: null, owner: null, contact: null },
      ],
    });
    expect(service.requests).toHaveLength(1);
    expect(service.requests[0]?.table).toBe("ent_fieldnote");
    expect(service.requests[0]?.fetchXml).toContain('top="5"');
  });
});
