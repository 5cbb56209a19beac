import { printQuestion, type QuestionFilter } from "../../../dataverse/question";
import { dueWithin, notPast } from "../../../dataverse/guard/relativeDay";
import { bulkInsert } from "../../../sandbox/data/bulkInsert";
import { openGuardOrganisation, type GuardOrganisation } from "./guardOrganisation";
import { id, NOW } from "../questions/organisation";

/*
 * Relative days at their edges, in the time zone of whoever evaluates them. The clock says nine in the morning UTC of
 * Sunday 22 November: the same day in Brussels, and the 22nd until midnight in Auckland (22:00), the 21st in Honolulu (23:00).
 */

jest.setTimeout(240_000);

const DAYS = [-400, -3, -2, -1, 0, 1, 2, 29, 30, 31, 32, 365, 36_400, 90_000];
const dateOf = (day: number) => new Date(NOW.getTime() + day * 86_400_000).toISOString().slice(0, 10);

describe.each([
  ["Europe/Brussels", 0],
  ["Pacific/Auckland", 0],
  ["Pacific/Honolulu", -1],
])("in %s", (zone, todayThere) => {
  let organisation: GuardOrganisation;

  beforeAll(async () => {
    organisation = await openGuardOrganisation(zone);
    await bulkInsert(
      organisation.organization,
      "ent_hold",
      DAYS.map((day, number) => ({
        ent_holdid: id("h", number),
        ent_name: String(day),
        ent_reason: "-",
        ent_until: dateOf(day),
      })),
      { authorId: organisation.organization.administratorId },
    );
  });
  afterAll(async () => {
    await organisation?.close();
  });

  const found = async (filter: QuestionFilter) => {
    const ids = await organisation.ids(
      "ent_hold",
      printQuestion({ table: "ent_hold", columns: [{ name: "ent_holdid" }], filter }),
    );
    return DAYS.filter((_, number) => ids.includes(id("h", number)));
  };

  it.each([0, 1, 30, 30.9])(
    "due within %d days is everything past, today and that many days on",
    async (days) => {
      expect(await found(dueWithin("ent_until", days))).toEqual(
        DAYS.filter((day) => day <= todayThere + Math.floor(days)),
      );
    },
  );

  it("not past is today and everything to come, however far", async () => {
    expect(await found(notPast("ent_until"))).toEqual(DAYS.filter((day) => day >= todayThere));
  });
});
