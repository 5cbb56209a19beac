import { readLastMeetings } from "../../dataverse/meetings";
import { dayOfDate } from "../../domain/day";
import { Answering, calendar, lookup } from "./answering";

const ask = (service: Answering) => service.asking.ask;

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
      { activitytypecode: "appointment", subject: "without an id", actualend: "2026-11-09T10:00:00Z" },
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
