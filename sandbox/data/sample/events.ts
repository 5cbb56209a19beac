import { SAMPLE_USERS } from "../users";
import { Chance } from "./chance";
import type { SampleContact } from "./contacts";
import { dayFrom } from "./days";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const REGISTRATIONS = 140;

interface SampleEvent {
  readonly id: string;
  readonly name: string;
  /** Days from now. */
  readonly starts: number;
}

function event(name: string, starts: number): SampleEvent {
  return { id: sampleId("msevtmgt_event", name), name, starts };
}

const EVENTS: readonly SampleEvent[] = [
  event("Integration days", -230),
  event("AI assistants: first webinar", -70),
  event("Security briefing, Paris", -13),
  event("Security briefing, Brussels", 12),
  event("Spring flagship event", 75),
];

/** Events of the event app; only where that is installed. */
export function* eventRows({ now }: SampleScope): Iterable<SampleRow> {
  for (const each of EVENTS) {
    yield {
      msevtmgt_eventid: each.id,
      msevtmgt_name: each.name,
      msevtmgt_eventstartdate: dayFrom(now, each.starts, 8),
      msevtmgt_eventenddate: dayFrom(now, each.starts, 16),
      ownerid: { table: "systemuser", id: SAMPLE_USERS.nora.id },
      createdby: SAMPLE_USERS.nora.id,
      createdon: dayFrom(now, each.starts - 90, 9),
    };
  }
}

export function* eventRegistrationRows(
  contacts: readonly SampleContact[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("msevtmgt_eventregistration");
  const willing = contacts.filter(
    (contact) => contact.account.key !== "never" && contact.account.key !== "silent",
  );
  for (let index = 0; index < REGISTRATIONS * scale; index++) {
    const each = chance.pick(EVENTS);
    const contact = chance.pick(willing);
    const canceled = chance.happens(0.1);
    const over = each.starts < 0;
    yield {
      msevtmgt_eventregistrationid: sampleId("msevtmgt_eventregistration", index),
      msevtmgt_name: `${contact.firstName} ${contact.lastName}`,
      msevtmgt_contactid: contact.id,
      msevtmgt_eventid: each.id,
      msevtmgt_iscanceled: canceled,
      msevtmgt_timescheckedin: over && !canceled && chance.happens(0.7) ? 1 : 0,
      ownerid: { table: "systemuser", id: SAMPLE_USERS.nora.id },
      createdby: SAMPLE_USERS.nora.id,
      createdon: dayFrom(now, Math.min(-1, each.starts - chance.int(5, 40)), chance.int(6, 18)),
    };
  }
}
