import type { Language } from "./places";

export interface Industry {
  /** Value of `account.industrycode`. */
  readonly code: number;
  /** What companies of the kind call themselves. */
  readonly words: Readonly<Record<Language, readonly string[]>>;
  readonly employees: readonly [low: number, high: number];
}

export const INDUSTRIES: readonly Industry[] = [
  {
    code: 2,
    words: { fr: ["Agro", "Coop"], nl: ["Agro", "Tuinbouw"], en: ["Farming"] },
    employees: [20, 400],
  },
  {
    code: 5,
    words: { fr: ["Bâtiment", "Construction"], nl: ["Bouw", "Bouwmaterialen"], en: ["Building Supplies"] },
    employees: [40, 2500],
  },
  {
    code: 6,
    words: { fr: ["Services", "Facility"], nl: ["Diensten", "Facilitair"], en: ["Business Services"] },
    employees: [50, 6000],
  },
  { code: 7, words: { fr: ["Conseil"], nl: ["Advies"], en: ["Consulting"] }, employees: [10, 900] },
  {
    code: 12,
    words: {
      fr: ["Mécanique", "Industrie", "Composants"],
      nl: ["Machinebouw", "Techniek"],
      en: ["Manufacturing", "Components"],
    },
    employees: [60, 4000],
  },
  {
    code: 16,
    words: { fr: ["Finance", "Gestion"], nl: ["Vermogensbeheer", "Bank"], en: ["Capital"] },
    employees: [40, 5000],
  },
  {
    code: 17,
    words: { fr: ["Alimentaire", "Laiteries"], nl: ["Voeding", "Zuivel"], en: ["Foods"] },
    employees: [40, 3000],
  },
  {
    code: 20,
    words: { fr: ["Assurances", "Mutuelle"], nl: ["Verzekeringen"], en: ["Insurance"] },
    employees: [50, 5000],
  },
  { code: 21, words: { fr: ["Avocats"], nl: ["Advocaten"], en: ["Legal"] }, employees: [8, 400] },
  {
    code: 22,
    words: { fr: ["Distribution", "Textile"], nl: ["Retail", "Mode"], en: ["Stores"] },
    employees: [80, 9000],
  },
  {
    code: 30,
    words: { fr: ["Transports", "Logistique"], nl: ["Transport", "Logistiek"], en: ["Freight", "Logistics"] },
    employees: [50, 4500],
  },
  {
    code: 31,
    words: { fr: ["Énergie", "Eaux"], nl: ["Energie", "Water"], en: ["Utilities"] },
    employees: [90, 7000],
  },
  {
    code: 33,
    words: { fr: ["Négoce", "Grossiste"], nl: ["Groothandel"], en: ["Wholesale"] },
    employees: [20, 900],
  },
];
