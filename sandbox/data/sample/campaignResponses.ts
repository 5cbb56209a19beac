import { SAMPLE_USERS } from "../users";
import { CAMPAIGN_ACTIVITIES } from "./campaigns";
import { Chance } from "./chance";
import type { SampleContact } from "./contacts";
import { dayFrom } from "./days";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const RESPONSES = 150;

/** What came back from the activities that went out. */
export function* campaignResponseRows(
  contacts: readonly SampleContact[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("campaignresponse");
  const sent = CAMPAIGN_ACTIVITIES.filter((activity) => activity.starts < 0);
  const responding = contacts.filter(
    (contact) => contact.account.key !== "never" && contact.account.key !== "silent",
  );
  for (let index = 0; index < RESPONSES * scale; index++) {
    const activity = chance.pick(sent);
    const contact = chance.pick(responding);
    const received = dayFrom(now, Math.min(0, activity.starts + chance.int(1, 12)), chance.int(0, 8));
    const receivedOn = received <= now ? received : now;
    const open = activity.starts > -60 && chance.happens(0.5);
    const owner = SAMPLE_USERS[activity.campaign.owner].id;
    yield {
      activityid: sampleId("campaignresponse", index),
      subject: `${contact.firstName} ${contact.lastName}: ${activity.subject}`,
      regardingobjectid: { table: "campaign", id: activity.campaign.id },
      customer: [{ table: "contact", id: contact.id }],
      firstname: contact.firstName,
      lastname: contact.lastName,
      companyname: contact.account.name,
      emailaddress: contact.email,
      telephone: contact.phone,
      responsecode: chance.pick([1, 1, 1, 1, 2, 2, 3]),
      channeltypecode: chance.pick([1, 1, 1, 2, 5]),
      receivedon: receivedOn,
      statecode: open ? 0 : 1,
      statuscode: open ? 1 : 2,
      ownerid: { table: "systemuser", id: owner },
      createdby: owner,
      createdon: receivedOn,
    };
  }
}
