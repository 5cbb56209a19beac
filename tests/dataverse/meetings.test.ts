import { readLastMeetings, readNextMeetings } from "../../dataverse/meetings";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup, shown } from "./answering";

const ask = (service: Answering) => service.asking.ask;
const LOOKUP_TABLE = "@Microsoft.Dynamics.CRM.lookuplogicalname";

describe("the last meetings", () => {
  it("end when they really ended, else when they were to end, on the user's day", async () => {
    const service = new Answering(() => [
      {
        activityid: "1",
        activitytypecode: "phonecall",
        subject: "Call",
        actualend: "2026-11-12T23:30:00Z",
        scheduledend: "2026-11-10T10:00:00Z",
        ...lookup("ownerid", "u", "Rita Rep"),
      },
      { activityid: "2", activitytypecode: "appointment", scheduledend: "2026-11-09T10:00:00Z" },
      { activityid: "3", activitytypecode: "appointment", subject: "without a date" },
    ]);
    const answer = await readLastMeetings(ask(service), calendar, { table: "account", id: "a" });
    expect(answer.ok && answer.value).toEqual([
      {
        id: "1",
        table: "phonecall",
        subject: "Call",
        at: new Date("2026-11-12T23:30:00Z"),
        day: dayOfDate(2026, 11, 13),
        owner: "Rita Rep",
      },
      {
        id: "2",
        table: "appointment",
        subject: "",
        at: new Date("2026-11-09T10:00:00Z"),
        day: dayOfDate(2026, 11, 9),
        owner: null,
      },
    ]);
    expect(service.requests).toHaveLength(1);
  });
});

describe("the next meetings", () => {
  const meeting = { activityid: "1", subject: "Review", scheduledstart: "2026-11-23T08:00:00Z" };
  const accountOf = async (more: Readonly<Record<string, unknown>>) => {
    const service = new Answering(() => [{ ...meeting, ...more }]);
    const answer = await readNextMeetings(ask(service), calendar);
    return answer.ok ? answer.value[0]?.account : answer.failure;
  };

  it("lead to the account that they regard", async () => {
    expect(
      await accountOf({
        ...lookup("regardingobjectid", "a", "Contoso"),
        [`_regardingobjectid_value${LOOKUP_TABLE}`]: "account",
      }),
    ).toEqual({ id: "a", name: "Contoso" });
  });

  it("lead to the account of the deal or the contact that they regard", async () => {
    expect(
      await accountOf({
        ...shown("deal.parentaccountid", "a", "Contoso"),
        [`deal.parentaccountid${LOOKUP_TABLE}`]: "account",
      }),
    ).toEqual({ id: "a", name: "Contoso" });
    expect(
      await accountOf({
        ...shown("person.parentcustomerid", "b", "Fabrikam"),
        [`person.parentcustomerid${LOOKUP_TABLE}`]: "account",
      }),
    ).toEqual({ id: "b", name: "Fabrikam" });
  });

  it("lead nowhere where they regard no company", async () => {
    expect(await accountOf({})).toBeNull();
    expect(
      await accountOf({
        ...shown("person.parentcustomerid", "c", "Another contact"),
        [`person.parentcustomerid${LOOKUP_TABLE}`]: "contact",
      }),
    ).toBeNull();
  });
});
