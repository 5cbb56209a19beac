import { wordsOf } from "./plainWords";

/**
 * How high a job title stands, after the International Standard Classification of Occupations (ISCO-08, ILO):
 * `executive` is its sub-major group 11 (chief executives), `director` and `manager` are groups 12 to 14 (managers,
 * of a whole function or of a part of one), `professional` is major group 2 and whoever is not recognised,
 * `support` is major group 4 (clerical support).
 */
export type Seniority = "executive" | "director" | "manager" | "professional" | "support";

/** From low to high. */
export const seniorities: readonly Seniority[] = [
  "support",
  "professional",
  "manager",
  "director",
  "executive",
];

/** Words that place a title by themselves, in English, French and Dutch, without accents and in lower case. */
const words: Readonly<Record<Exclude<Seniority, "professional">, readonly string[]>> = {
  executive: [
    ...["ceo", "cio", "cto", "cfo", "coo", "cmo", "cdo", "ciso", "cpo", "cro", "chro"],
    ...["president", "founder", "cofounder", "chairman", "chairwoman", "chairperson"],
    ...["pdg", "dg", "dsi", "drh", "daf", "presidente", "gerant", "gerante"],
    ...["fondateur", "fondatrice", "cofondateur", "cofondatrice"],
    ...["zaakvoerder", "zaakvoerster", "voorzitter", "bestuurder", "eigenaar", "oprichter"],
  ],
  director: [
    ...["director", "vp", "svp", "evp"],
    ...["directeur", "directrice", "dga", "rssi"],
    ...["directielid"],
  ],
  manager: [
    ...["manager", "head", "leader", "supervisor", "superintendent"],
    ...["responsable", "chef", "cheffe"],
    ...["hoofd", "leidinggevende", "teamleider", "teamleidster"],
  ],
  support: [
    ...["assistant", "secretary", "receptionist", "clerk", "trainee", "apprentice"],
    ...["assistante", "secretaire", "stagiaire", "apprenti", "apprentie", "alternant", "alternante"],
    ...["assistent", "assistente", "secretaris", "secretaresse", "stagiair"],
  ],
};

/** Words side by side that place a title otherwise than each of them would. The first one found counts. */
const phrases: readonly (readonly [phrase: string, seniority: Seniority])[] = [
  ["directeur general", "executive"],
  ["directrice generale", "executive"],
  ["algemeen directeur", "executive"],
  ["algemeen directrice", "executive"],
  ["managing director", "executive"],
  ["managing partner", "executive"],
  ["general manager", "executive"],
  ["secretary general", "executive"],
  ["secretaire general", "executive"],
  ["secretaire generale", "executive"],
  ["secretaris generaal", "executive"],
  ["business owner", "executive"],
  ["vice president", "director"],
  ["vice presidente", "director"],
  // Managers of no one.
  ["product manager", "professional"],
  ["project manager", "professional"],
  ["account manager", "professional"],
  ["chef de projet", "professional"],
  ["cheffe de projet", "professional"],
  ["chef de produit", "professional"],
  ["cheffe de produit", "professional"],
  ["office manager", "support"],
];

/** A word that is a rank only where it is the whole title: a process owner owns no business. */
const wholeTitles: ReadonlyMap<string, Seniority> = new Map([
  ["owner", "executive"],
  ["intern", "support"],
]);

/** Dutch writes function and rank as one word, `marketingmanager`, `directieassistent`: the ending tells. */
const endings: readonly (readonly [ending: string, seniority: Seniority])[] = [
  ["projectleider", "professional"],
  ["projectleidster", "professional"],
  ["projectmanager", "professional"],
  ["productmanager", "professional"],
  ["accountmanager", "professional"],
  ["officemanager", "support"],
  ["assistent", "support"],
  ["assistente", "support"],
  ["directeur", "director"],
  ["directrice", "director"],
  ["manager", "manager"],
  ["leider", "manager"],
  ["leidster", "manager"],
  ["hoofd", "manager"],
];

/** Whoever stands in for a rank is one below it: `adjunct-directeur`, `deputy head`, `sous-directrice`. */
const deputies: ReadonlySet<string> = new Set([
  ...["deputy", "vice"],
  ...["adjoint", "adjointe", "sous"],
  ...["adjunct", "plaatsvervangend"],
]);

const chiefOfSomething = / chief( \p{Letter}+){1,4} officer /u;

const rankOfWord: ReadonlyMap<string, Seniority> = new Map(
  (["support", "manager", "director", "executive"] as const).flatMap((seniority) =>
    words[seniority].map((word) => [word, seniority] as const),
  ),
);

/** Undefined for a word that says nothing about rank. */
function rankOf(word: string): Seniority | undefined {
  return rankOfWord.get(word) ?? endings.find(([ending]) => word.endsWith(ending))?.[1];
}

function oneBelow(seniority: Seniority): Seniority {
  return seniorities[seniorities.indexOf(seniority) - 1] ?? seniority;
}

/**
 * What a job title says about rank, in English, French or Dutch; of two ranks in one title, the higher. Null for an
 * empty title. Whoever assists is an assistant, whomever they assist: `Executive Assistant to the CEO` is support.
 */
export function seniorityOf(jobTitle: string | null): Seniority | null {
  const title = wordsOf(jobTitle ?? "");
  if (title.length === 0) return null;
  const text = ` ${title.join(" ")} `;
  const whole = wholeTitles.get(text.trim());
  if (whole !== undefined) return whole;

  const phrase = phrases.find(([words]) => text.includes(` ${words} `));
  const others = phrase === undefined ? title : wordsOf(text.replace(` ${phrase[0]} `, " "));
  const ranks = others.map(rankOf);
  if (ranks.includes("support")) return "support";

  const named = [chiefOfSomething.test(text) ? "executive" : phrase?.[1], ...ranks];
  const rank = seniorities.filter((each) => named.includes(each)).pop() ?? "professional";
  const isDeputy = others.some((word) => deputies.has(word));
  return isDeputy && rank !== "professional" ? oneBelow(rank) : rank;
}
