import { sampleId } from "./sample/sampleId";
import { EVENT_READER, UNIT_MARKETER } from "./sampleRoles";

export interface SampleBusinessUnit {
  readonly id: string;
  readonly name: string;
  /** Key of the business unit above; the organisation's own root when absent. */
  readonly above?: BusinessUnitKey;
}

export type BusinessUnitKey = "sales" | "france" | "benelux" | "marketing";

/** The business units below the organisation's root. */
export const SAMPLE_BUSINESS_UNITS: Readonly<Record<BusinessUnitKey, SampleBusinessUnit>> = {
  sales: { id: sampleId("businessunit", "sales"), name: "Sales" },
  france: { id: sampleId("businessunit", "france"), name: "France", above: "sales" },
  benelux: { id: sampleId("businessunit", "benelux"), name: "Benelux", above: "sales" },
  marketing: { id: sampleId("businessunit", "marketing"), name: "Marketing" },
};

export interface SampleUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly email: string;
  readonly title: string;
  /** Undefined: the root business unit. */
  readonly businessUnit?: BusinessUnitKey;
  /** IANA name. */
  readonly timeZone: string;
  readonly languageId: 1033 | 1036 | 1043;
  /** Names of security roles; the first one comes with the Entente solution. */
  readonly roles: readonly string[];
}

const PARIS = "Europe/Paris";
const BRUSSELS = "Europe/Brussels";
const AMSTERDAM = "Europe/Amsterdam";

function user(
  key: string,
  [firstName, lastName]: readonly [string, string],
  title: string,
  businessUnit: BusinessUnitKey | undefined,
  timeZone: string,
  languageId: 1033 | 1036 | 1043,
  ...roles: readonly string[]
): SampleUser {
  const mailbox = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/[^A-Za-z.]/g, "")
    .toLowerCase();
  return {
    id: sampleId("systemuser", key),
    firstName,
    lastName,
    fullName: `${firstName} ${lastName}`,
    email: `${mailbox}@entente.example`,
    title,
    businessUnit,
    timeZone,
    languageId,
    roles,
  };
}

/**
 * The people of the sample organisation, ids fixed. The page's user switch offers `rep`, `marketer` and `admin`,
 * who read English until the language switch says otherwise; the others own rows, each in their own language.
 */
export const SAMPLE_USERS = {
  rep: user(
    "rep",
    ["Claire", "Fontaine"],
    "Account Executive",
    "france",
    PARIS,
    1033,
    "Entente Rep",
    EVENT_READER,
  ),
  marketer: user(
    "marketer",
    ["Marc", "Delvaux"],
    "Campaign Manager",
    "marketing",
    BRUSSELS,
    1033,
    "Entente Marketer",
  ),
  admin: user(
    "admin",
    ["Alix", "Bernard"],
    "Dynamics Administrator",
    undefined,
    PARIS,
    1033,
    "Entente Admin",
    "System Administrator",
  ),
  julien: user("julien", ["Julien", "Moreau"], "Account Executive", "france", PARIS, 1036, "Entente Rep"),
  ines: user("ines", ["Inès", "Benali"], "Account Executive", "france", PARIS, 1036, "Entente Rep"),
  thomas: user("thomas", ["Thomas", "Lefèvre"], "Head of Sales France", "france", PARIS, 1036, "Entente Rep"),
  sanne: user("sanne", ["Sanne", "de Vries"], "Account Executive", "benelux", AMSTERDAM, 1043, "Entente Rep"),
  daan: user("daan", ["Daan", "Bakker"], "Account Executive", "benelux", AMSTERDAM, 1043, "Entente Rep"),
  pieter: user("pieter", ["Pieter", "Claes"], "Account Executive", "benelux", BRUSSELS, 1043, "Entente Rep"),
  lotte: user("lotte", ["Lotte", "Janssens"], "Inside Sales", "benelux", BRUSSELS, 1043, "Entente Rep"),
  nora: user("nora", ["Nora", "Peeters"], "Events Manager", "marketing", BRUSSELS, 1043, "Entente Marketer"),
  hugo: user("hugo", ["Hugo", "Garnier"], "Content Manager", "marketing", PARIS, 1036, "Entente Marketer"),
  elise: user("elise", ["Élise", "Roche"], "Marketing France", "france", PARIS, 1036, UNIT_MARKETER),
} as const satisfies Readonly<Record<string, SampleUser>>;

export type SampleUserKey = keyof typeof SAMPLE_USERS;

export interface SampleTeam {
  readonly id: string;
  readonly name: string;
  readonly businessUnit: BusinessUnitKey;
  readonly members: readonly SampleUserKey[];
  readonly roles: readonly string[];
}

/** The team that owns the largest clients; what it owns, its members own too. */
export const KEY_ACCOUNTS_TEAM: SampleTeam = {
  id: sampleId("team", "key accounts"),
  name: "Key Accounts",
  businessUnit: "sales",
  members: ["rep", "thomas", "sanne", "pieter"],
  roles: ["Entente Rep"],
};
