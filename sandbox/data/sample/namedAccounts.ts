import { sampleId } from "./sampleId";

/** How a client's interactions lie over the last year. */
export type Rhythm =
  /** More and more, most of them in the last weeks. */
  | "rising"
  /** Busy half a year ago, hardly anything now. */
  | "falling"
  /** About as much every month. */
  | "steady"
  /** A few busy weeks with little between. */
  | "bursts"
  /** Nothing in the last half year. */
  | "silent"
  /** First heard of within the last week. */
  | "new";

export interface NamedAccount {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  /** Value of `account.industrycode`. */
  readonly industry: number;
  readonly owner: AccountOwner;
  readonly parent?: string;
  /** Fixed numbers hold at every scale; those of the largest client are multiplied. */
  readonly contacts: number;
  readonly interactions: number;
  readonly rhythm: Rhythm;
  /** Names of the topics that the client cares most about, first one most. */
  readonly topics: readonly string[];
  /** What a rep meets when opening it. */
  readonly shows: string;
}

export type AccountOwner = "rep" | "julien" | "ines" | "sanne" | "daan" | "pieter" | "lotte" | "key accounts";

type Case = Omit<NamedAccount, "id">;

const CASES = {
  hot: {
    name: "Duvallier Énergie",
    city: "Lyon",
    industry: 31,
    owner: "rep",
    contacts: 24,
    interactions: 140,
    rhythm: "rising",
    topics: ["Data platform", "Security", "AI assistants"],
    shows:
      "Interest rises from week to week; two open opportunities, a meeting this week, stakeholders known.",
  },
  cooling: {
    name: "Vandersteen Logistics",
    city: "Antwerpen",
    industry: 30,
    owner: "rep",
    contacts: 18,
    interactions: 120,
    rhythm: "falling",
    topics: ["Cloud costs", "Migration"],
    shows:
      "Busy half a year ago, hardly anything in the last month; one open opportunity nobody touched since.",
  },
  silent: {
    name: "Atelier Morvan",
    city: "Dijon",
    industry: 12,
    owner: "rep",
    contacts: 9,
    interactions: 45,
    rhythm: "silent",
    topics: ["Training", "Support"],
    shows: "Interested once: the last interaction is more than half a year old, older than what counts.",
  },
  never: {
    name: "Polder Bouwgroep",
    city: "Utrecht",
    industry: 5,
    owner: "rep",
    contacts: 7,
    interactions: 0,
    rhythm: "steady",
    topics: ["Integration"],
    shows: "Contacts and an open opportunity, but never an interaction of any kind.",
  },
  notTrackable: {
    name: "Kestrel & Roux Avocats",
    city: "Bruxelles",
    industry: 21,
    owner: "rep",
    contacts: 6,
    interactions: 0,
    rhythm: "steady",
    topics: ["Compliance"],
    shows:
      "No contact takes bulk e-mail or allows tracking: that there are no interactions does not mean no interest.",
  },
  noContacts: {
    name: "Fonderie Saint-Roch",
    city: "Saint-Étienne",
    industry: 12,
    owner: "rep",
    contacts: 0,
    interactions: 4,
    rhythm: "bursts",
    topics: ["Analytics"],
    shows: "No contact at all; its few interactions name the account itself. One open opportunity.",
  },
  largest: {
    name: "Groupe Aurélis",
    city: "Paris",
    industry: 20,
    owner: "key accounts",
    contacts: 900,
    interactions: 2000,
    rhythm: "steady",
    topics: ["Security", "Compliance", "Data platform", "Cloud costs"],
    shows:
      "900 contacts and 2,000 interactions (both times the scale); owned by the Key Accounts team; two subsidiaries; an overdue deal in closing.",
  },
  bank: {
    name: "Banque Marceau",
    city: "Paris",
    industry: 16,
    owner: "key accounts",
    contacts: 32,
    interactions: 90,
    rhythm: "rising",
    topics: ["Compliance", "Security"],
    shows:
      "A very large opportunity in closing (1.2 million euros, in nine days), with stakeholders also from another company.",
  },
  shipping: {
    name: "Noordzee Maritime",
    city: "Rotterdam",
    industry: 30,
    owner: "sanne",
    contacts: 26,
    interactions: 80,
    rhythm: "steady",
    topics: ["Data platform", "Integration"],
    shows:
      "The second very large opportunity in closing (930,000 US dollars, in eighteen days); owned in Benelux.",
  },
  holding: {
    name: "Verhaegen Holding",
    city: "Gent",
    industry: 6,
    owner: "pieter",
    contacts: 8,
    interactions: 20,
    rhythm: "steady",
    topics: ["Cloud costs"],
    shows: "The parent of two companies; no deal of its own, but a large one in closing at a subsidiary.",
  },
  subsidiary: {
    name: "Verhaegen Foods",
    city: "Hasselt",
    industry: 17,
    owner: "pieter",
    parent: "holding",
    contacts: 14,
    interactions: 50,
    rhythm: "bursts",
    topics: ["Analytics", "Support"],
    shows: "A subsidiary with a large opportunity in closing.",
  },
  otherSubsidiary: {
    name: "Verhaegen Retail",
    city: "Leuven",
    industry: 22,
    owner: "lotte",
    parent: "holding",
    contacts: 12,
    interactions: 40,
    rhythm: "steady",
    topics: ["AI assistants", "Support"],
    shows: "A subsidiary without a deal; its sister company is in closing.",
  },
  insurer: {
    name: "Aurélis Assurances",
    city: "Lyon",
    industry: 20,
    owner: "julien",
    parent: "largest",
    contacts: 40,
    interactions: 100,
    rhythm: "steady",
    topics: ["Compliance", "Data platform"],
    shows: "A subsidiary of the largest client.",
  },
  dutchBranch: {
    name: "Aurélis Nederland",
    city: "Amsterdam",
    industry: 20,
    owner: "daan",
    parent: "largest",
    contacts: 28,
    interactions: 70,
    rhythm: "falling",
    topics: ["Security"],
    shows: "Another one, in another country.",
  },
  soured: {
    name: "Cordier Textile",
    city: "Lille",
    industry: 22,
    owner: "rep",
    contacts: 10,
    interactions: 40,
    rhythm: "steady",
    topics: ["Support", "Migration"],
    shows: "Negative field notes outweigh everything on Support, so that its index is 0 and not below.",
  },
  newcomer: {
    name: "Lumen Biotech",
    city: "Grenoble",
    industry: 7,
    owner: "ines",
    contacts: 5,
    interactions: 16,
    rhythm: "new",
    topics: ["AI assistants", "Analytics"],
    shows: "First heard of within the last week: there is no thirty days before to compare with.",
  },
  hostileSql: {
    name: "Robert'); DROP TABLE account;--",
    city: "London",
    industry: 33,
    owner: "rep",
    contacts: 6,
    interactions: 20,
    rhythm: "steady",
    topics: ["Security"],
    shows: "A name that would end an SQL statement, were it ever put into one.",
  },
  hostileMarkup: {
    name: `<script>alert("Entente")</script> & Fils`,
    city: "Namur",
    industry: 22,
    owner: "rep",
    contacts: 6,
    interactions: 20,
    rhythm: "steady",
    topics: ["Integration"],
    shows: "A name that would be a script, were it ever put into a page or a FetchXML query unescaped.",
  },
  emoji: {
    name: "🚀 Zéphyr Labs 👩🏽‍🚀",
    city: "Toulouse",
    industry: 7,
    owner: "rep",
    contacts: 6,
    interactions: 20,
    rhythm: "steady",
    topics: ["AI assistants"],
    shows: "Characters outside the basic plane, joined and with a skin tone.",
  },
  rightToLeft: {
    name: "شركة النور للتقنية",
    city: "Luxembourg",
    industry: 7,
    owner: "rep",
    contacts: 6,
    interactions: 20,
    rhythm: "steady",
    topics: ["Training"],
    shows: "A name written from right to left.",
  },
} as const satisfies Readonly<Record<string, Case>>;

export type NamedAccountKey = keyof typeof CASES;

/** The account of each case that a rep meets, by what it is: `NAMED_ACCOUNTS.hot.id` is in every sample. */
export const NAMED_ACCOUNTS = Object.fromEntries(
  Object.entries(CASES).map(([key, account]) => [key, { id: sampleId("account", key), ...account }]),
) as unknown as Readonly<Record<NamedAccountKey, NamedAccount>>;
