import { SAMPLE_USERS } from "../users";
import { LEAD_INTERACTIONS } from "./accounts";
import type { SampleAccount } from "./accounts";
import { CAMPAIGNS } from "./campaigns";
import { Chance, Wheel } from "./chance";
import type { SampleContact } from "./contacts";
import { momentAgo } from "./days";
import { INTERACTION_KINDS, kindOf } from "./interactionKinds";
import type { SampleInteractionKind } from "./interactionKinds";
import type { SampleLead } from "./leads";
import type { Rhythm } from "./namedAccounts";
import type { Language } from "./places";
import type { Reference, SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS } from "./topics";
import type { SampleTopic } from "./topics";

const YEAR = 365;

const KINDS = new Wheel(INTERACTION_KINDS.map((kind) => [kind, kind.frequency] as const));
const MARKETING_KINDS = new Wheel(
  INTERACTION_KINDS.filter((kind) => kind.origin === "marketing").map(
    (kind) => [kind, kind.frequency] as const,
  ),
);
const FIRST_TOPIC = new Wheel<number>([
  [0, 6],
  [1, 3],
  [2, 2],
  [3, 1],
]);

/** How many days ago something happened at a client with such a rhythm. */
function daysAgo(rhythm: Rhythm, bursts: readonly number[], chance: Chance): number {
  switch (rhythm) {
    case "rising":
      return Math.floor(YEAR * chance.next() ** 3);
    case "falling":
      return chance.happens(0.04)
        ? chance.int(12, 80)
        : Math.floor(90 + 60 * (chance.next() + chance.next() + chance.next()));
    case "steady":
      return Math.floor(YEAR * chance.next());
    case "bursts":
      return Math.max(0, chance.pick(bursts) + chance.int(-9, 9));
    case "silent":
      return chance.int(190, 350);
    case "new":
      return chance.int(0, 6);
  }
}

function topicFor(account: SampleAccount, chance: Chance): SampleTopic {
  if (chance.happens(0.12)) {
    return chance.pick(TOPICS);
  }
  return account.topics[FIRST_TOPIC.draw(chance)] ?? account.topics[0] ?? chance.pick(TOPICS);
}

function nameOf(kind: SampleInteractionKind, topic: SampleTopic, chance: Chance): string {
  switch (kind.channel) {
    case "email":
    case "form":
    case "event":
      return `${kind.name}: ${chance.pick(topic.assets)}`;
    case "web":
      return kind.code === "paper-downloaded"
        ? `${kind.name}: ${chance.pick(topic.assets)}`
        : `${kind.name}: ${topic.name}`;
    default:
      return `${kind.name} about ${topic.name}`;
  }
}

const HEARD: Readonly<Record<"positive" | "neutral" | "negative", readonly string[]>> = {
  positive: [
    "Wants a proposal before the summer.",
    "Has the budget for it this quarter.",
    "Liked what we showed, brings in a colleague.",
  ],
  neutral: [
    "Compares us with two others.",
    "Not before next year's budget.",
    "Asked for a reference in the same industry.",
  ],
  negative: [
    "Disappointed by the last project.",
    "Chose to keep what they have.",
    "Says that we are too expensive.",
  ],
};

const HOSTILE_DETAIL = `' OR 1=1;-- <b onmouseover="alert(1)">bold</b> & ]]> {{7*7}} \${x} \u0000`.replace(
  "\u0000",
  "",
);

function detailOf(
  kind: SampleInteractionKind,
  account: SampleAccount | undefined,
  chance: Chance,
): string | null {
  if (account?.key?.startsWith("hostile")) {
    return HOSTILE_DETAIL;
  }
  switch (kind.code) {
    case "fieldnote-positive":
      return chance.pick(HEARD.positive);
    case "fieldnote-neutral":
      return chance.pick(HEARD.neutral);
    case "fieldnote-negative":
      return chance.pick(HEARD.negative);
    case "demo-requested":
      return "Asked to be called back within two days.";
    default:
      return null;
  }
}

interface Happening {
  readonly number: number;
  readonly kind: SampleInteractionKind;
  readonly topic: SampleTopic;
  readonly age: number;
  readonly language: Language;
  readonly owner: Reference;
  readonly account?: SampleAccount;
  readonly contact?: SampleContact;
  readonly lead?: SampleLead;
}

function rowOf(happening: Happening, now: Date, chance: Chance): SampleRow {
  const { number, kind, topic, age, contact, account, lead } = happening;
  const marketing = kind.origin === "marketing";
  const campaign =
    marketing && chance.happens(0.7)
      ? CAMPAIGNS.find((each) => each.topic === topic && each.starts <= -age && -age <= each.ends)
      : undefined;
  const occurredOn = momentAgo(now, age, chance);
  const marketer: Reference = { table: "systemuser", id: SAMPLE_USERS.marketer.id };
  const owner = marketing || happening.owner.table === "team" ? marketer : happening.owner;
  // What marketing's tools record names the person alone; what people enter, and who came to an event, also the company.
  const namesAccount =
    account !== undefined && (contact === undefined || !marketing || kind.code === "event-attended");
  return {
    ent_interactionid: sampleId("ent_interaction", number),
    ent_name: nameOf(kind, topic, chance),
    ent_occurredon: occurredOn,
    ent_kindid: kind.id,
    ent_topicid: topic.id,
    ent_contactid: contact?.id ?? null,
    ent_leadid: lead?.id ?? null,
    ent_accountid: namesAccount ? account.id : null,
    ent_campaignid: campaign?.id ?? null,
    ent_url:
      kind.channel === "web" ? `https://www.entente.example/${happening.language}/${topic.slug}` : null,
    ent_detail: detailOf(kind, account, chance),
    ent_sourcesystem: kind.sourceSystem ?? null,
    ent_externalid: kind.sourceSystem === undefined ? null : `${kind.sourceSystem}-${String(number)}`,
    ownerid: owner,
    createdby: owner.id,
    createdon: occurredOn,
  };
}

/** A year of interactions: of each account's contacts by the account's rhythm and topics, then of leads. */
export function* interactionRows(
  accounts: readonly SampleAccount[],
  contacts: readonly SampleContact[],
  leads: readonly SampleLead[],
  { now, scale }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("ent_interaction");
  const call = kindOf("call-held");
  const negative = kindOf("fieldnote-negative");
  let number = 0;
  let firstContact = 0;
  for (const account of accounts) {
    const bursts = [chance.int(9, 60), chance.int(80, 180), chance.int(190, 350)];
    for (let index = 0; index < account.interactions; index++) {
      // A few people at a company read everything, most of them little.
      const contact =
        account.contacts === 0
          ? undefined
          : contacts[firstContact + Math.floor(account.contacts * chance.next() ** 2.2)];
      const topic = topicFor(account, chance);
      let kind = KINDS.draw(chance);
      if (account.key === "soured" && topic.name === "Support" && chance.happens(0.6)) {
        kind = negative;
      } else if (contact?.tracked !== true && (kind.channel === "email" || kind.channel === "web")) {
        kind = call;
      }
      const age = daysAgo(account.rhythm, bursts, chance);
      number++;
      const happening = { number, kind, topic, age, account, contact, owner: account.owner };
      yield rowOf({ ...happening, language: account.place.language }, now, chance);
    }
    firstContact += account.contacts;
  }

  const marketer: Reference = { table: "systemuser", id: SAMPLE_USERS.marketer.id };
  for (let index = 0; index < LEAD_INTERACTIONS * scale; index++) {
    const lead = chance.pick(leads);
    const kind = MARKETING_KINDS.draw(chance);
    const topic = chance.happens(0.7) ? lead.topic : chance.pick(TOPICS);
    const age = chance.int(0, lead.ageInDays);
    number++;
    yield rowOf({ number, kind, topic, age, lead, language: lead.language, owner: marketer }, now, chance);
  }
}
