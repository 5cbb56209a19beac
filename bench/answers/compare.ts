import { DEALS_AT_MOST } from "../../dataverse/deals";
import { noonOf, type Day } from "../../domain/day";
import { CAMPAIGN_ACTIVITIES } from "../../sandbox/data/sample/campaigns";
import { listNamed, type SampleList } from "../../sandbox/data/sample/marketingLists";
import { whole } from "../figures";
import type { PlainAnswers, PlainDeal, PlainSend } from "./plainAnswers";
import { numberIn, type ShownBriefing, type ShownInterest } from "./readForm";

/** Something that the form says, beside what the plain program says. */
export interface Compared {
  readonly what: string;
  readonly plain: string;
  readonly form: string;
  readonly isRight: boolean;
}

const PER_CENT = 100;

/** Whether the figures of Interest, or of the Briefing's part that is the same view, are right. */
export function compareInterest(plain: PlainAnswers, form: ShownInterest): readonly Compared[] {
  const indexes = plain.topics.map(({ name, index }) => `${name} ${whole(index)}`);
  return [
    same(
      "ranking with indexes",
      listed(indexes),
      listed(form.topics.map((each) => `${each.name} ${each.index}`)),
    ),
    same(
      "signals of each topic",
      listed(plain.topics.map(({ signals }) => whole(signals))),
      listed(form.topics.map(({ signals }) => whole(signals))),
    ),
    {
      what: "people of each topic",
      plain: listed(plain.topics.map(({ people }) => whole(people))),
      form: listed(form.topics.map(({ people, isAtLeast }) => `${isAtLeast ? "≥ " : ""}${whole(people)}`)),
      // Added up in parts, one person may be in several of them: the form says "at least".
      isRight: plain.topics.every(({ people }, position) => isBound(people, form.topics[position])),
    },
    same("who may not be followed", followed(plain), form.refused),
    same("last met", metOf(plain), form.met.split(",")[0] ?? ""),
    {
      what: "since then",
      plain: `${whole(plain.since.signals)} signals, ${whole(plain.since.people)} people`,
      form: form.since,
      isRight: isSince(plain.since, form.since),
    },
    same("best point of contact", plain.best?.name ?? "", form.best.name),
    same(
      "their part of the interest",
      shareOf(plain),
      /.*%/.exec(form.best.reason)?.[0].split(" ").pop() ?? "",
    ),
  ];
}

/** Whether the Briefing's figures are right. */
export function compareBriefing(plain: PlainAnswers, form: ShownBriefing): readonly Compared[] {
  return [
    ...compareInterest(plain, form),
    ...compareDeals(plain, form),
    same("first deal", plain.deals[0]?.name ?? "", form.deals[0]?.name ?? ""),
    {
      what: "sends to static lists",
      plain: listed(
        [...plain.staticSends].map(
          ([subject, { people, toAccount }]) =>
            `${subject}: ${whole(people)}${toAccount ? ", the account itself" : ""}`,
        ),
      ),
      form: listed(form.sends.map(({ name, people }) => `${name}: ${people}`)),
      isRight: [...new Set([...plain.staticSends.keys(), ...form.sends.map(({ name }) => name)])].every(
        (subject) => isSend(subject, plain.staticSends.get(subject), form.sends),
      ),
    },
  ];
}

/**
 * Whether the form says of a send what is on its static lists: exactly that, both ways, unless the send also goes to a dynamic
 * list, which may hold more.
 */
function isSend(subject: string, plain: PlainSend | undefined, sends: ShownBriefing["sends"]): boolean {
  const { people, toAccount } = plain ?? { people: 0, toAccount: false };
  const said = sends.find(({ name }) => name === subject)?.people ?? "";
  const saidPeople = numberIn(/\d[\d,]*/.exec(said)?.[0]);
  const saysAccount = said.endsWith("the account itself");
  const dynamic = (CAMPAIGN_ACTIVITIES.find((activity) => activity.subject === subject)?.lists ?? [])
    .map(listNamed)
    .filter(({ query }) => query !== undefined);
  const arePeopleRight = dynamic.every(isOfAccounts) ? saidPeople === people : saidPeople >= people;
  return arePeopleRight && (saysAccount === toAccount || (saysAccount && dynamic.some(isOfAccounts)));
}

function isOfAccounts({ members }: SampleList): boolean {
  return members === "account";
}

/** All of them; of more than are read, those with the earliest close dates, and that it is only those. */
function compareDeals({ deals }: PlainAnswers, form: ShownBriefing): readonly Compared[] {
  const isCut = deals.length >= DEALS_AT_MOST;
  const first = [...deals]
    .sort((a, b) => (a.closeDay ?? -Infinity) - (b.closeDay ?? -Infinity))
    .slice(0, DEALS_AT_MOST);
  const dated = ({ closeDay }: PlainDeal) => (closeDay === null ? "" : shortDate(closeDay));
  // Which of two that close on the same day is left out is nobody's business.
  const plain = first.map((deal) =>
    isCut ? dated(deal) : `${deal.name} ${money(deal.value)} ${dated(deal)}`,
  );
  const shown = form.deals.map(({ name, amount, closes }) =>
    isCut ? closes : `${name} ${amount.replace(/[^\d.,]/g, "")} ${closes}`,
  );
  return [
    same(
      isCut ? "close dates of the deals shown" : "open deals",
      listed(plain.sort()),
      listed([...shown].sort()),
    ),
    same(
      "deals that are not shown",
      isCut ? `Only the ${DEALS_AT_MOST} deals with the earliest close dates are shown.` : "",
      form.dealsCut,
    ),
  ];
}

function same(what: string, plain: string, form: string): Compared {
  return { what, plain, form, isRight: plain === form };
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.join("; ");
}

function isBound(people: number, shown: ShownInterest["topics"][number] | undefined): boolean {
  if (shown === undefined) return false;
  return shown.isAtLeast ? shown.people > 0 && shown.people <= people : shown.people === people;
}

function followed({ contacts, refused, topics }: PlainAnswers): string {
  if (refused === 0) return "";
  const noInterest = "silence does not mean no interest.";
  // With nothing heard besides, that is the whole of what can be said.
  const isAll = refused === contacts && topics.length === 0;
  if (isAll && contacts === 1) return `The only contact has refused to be followed: ${noInterest}`;
  const who = isAll ? `All ${whole(contacts)}` : `${whole(refused)} of ${whole(contacts)}`;
  return `${who} contacts ${refused === 1 ? "has" : "have"} refused to be followed: their ${noInterest}`;
}

function metOf({ met }: PlainAnswers): string {
  if (met === null) return "Not met yet: no completed appointment or call.";
  return `${met.isCall ? "Called" : "Met"} on ${shortDate(met.day)}: ${met.subject}`;
}

function shortDate(day: Day): string {
  return noonOf(day).toLocaleDateString("en-US", { timeZone: "UTC" });
}

/** Where a source was cut, what is shown is what is known of, and says so. */
function isSince({ signals, people }: PlainAnswers["since"], shown: string): boolean {
  const found = /^(at least )?([\d,]+) signals?(?:, (?:at least )?([\d,]+) (?:people|person))?$/.exec(shown);
  if (found === null) return signals === 0 && shown.startsWith("No");
  const [, atLeast, shownSignals, shownPeople] = found;
  return atLeast === undefined
    ? numberIn(shownSignals) === signals && numberIn(shownPeople) === people
    : numberIn(shownSignals) <= signals && numberIn(shownPeople) <= people;
}

function shareOf({ best }: PlainAnswers): string {
  if (best === null || !best.hasReason) return "";
  const perCent = Math.round(best.share * PER_CENT);
  return perCent === 0 && best.share > 0 ? "1%" : `${whole(perCent)}%`;
}

function money(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2 });
}
