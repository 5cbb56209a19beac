import type { Language } from "./places";

export type Department =
  "management" | "it" | "data" | "finance" | "operations" | "marketing" | "people" | "legal";

export interface JobTitle {
  readonly title: string;
  readonly department: Department;
  /** Value of `contact.accountrolecode`: 1 decision maker, 2 employee, 3 influencer. */
  readonly role: 1 | 2 | 3;
  /** How many of a company's contacts have it, beside the others. */
  readonly frequency: number;
}

type InLanguages = readonly [fr: string, nl: string, en: string];

function title(
  [fr, nl, en]: InLanguages,
  department: Department,
  role: 1 | 2 | 3,
  frequency: number,
): Readonly<Record<Language, JobTitle>> {
  return {
    fr: { title: fr, department, role, frequency },
    nl: { title: nl, department, role, frequency },
    en: { title: en, department, role, frequency },
  };
}

const TITLES = [
  title(["Directeur général", "Algemeen directeur", "Chief Executive Officer"], "management", 1, 2),
  title(
    ["Directeur des opérations", "Operationeel directeur", "Chief Operating Officer"],
    "operations",
    1,
    2,
  ),
  title(["DSI", "IT-directeur", "Chief Information Officer"], "it", 1, 3),
  title(["RSSI", "Security officer", "Chief Information Security Officer"], "it", 3, 2),
  title(["Directeur financier", "Financieel directeur", "Chief Financial Officer"], "finance", 1, 2),
  title(["Directeur des achats", "Hoofd inkoop", "Head of Procurement"], "finance", 3, 3),
  title(["Responsable infrastructure", "Hoofd infrastructuur", "Infrastructure Manager"], "it", 3, 5),
  title(["Architecte d'entreprise", "Enterprise architect", "Enterprise Architect"], "it", 3, 4),
  title(["Chef de projet", "Projectleider", "Project Manager"], "it", 2, 9),
  title(["Ingénieur système", "Systeembeheerder", "Systems Engineer"], "it", 2, 10),
  title(["Responsable data", "Hoofd data", "Head of Data"], "data", 3, 4),
  title(["Ingénieur data", "Data engineer", "Data Engineer"], "data", 2, 7),
  title(["Analyste décisionnel", "Business analist", "Business Analyst"], "data", 2, 8),
  title(["Contrôleur de gestion", "Controller", "Financial Controller"], "finance", 2, 6),
  title(["Responsable logistique", "Logistiek manager", "Logistics Manager"], "operations", 2, 6),
  title(["Responsable qualité", "Kwaliteitsmanager", "Quality Manager"], "operations", 2, 5),
  title(["Directeur commercial", "Commercieel directeur", "Sales Director"], "management", 3, 3),
  title(["Responsable marketing", "Marketingmanager", "Marketing Manager"], "marketing", 2, 5),
  title(["Responsable formation", "Opleidingscoördinator", "Training Manager"], "people", 2, 3),
  title(["DRH", "HR-directeur", "HR Director"], "people", 3, 2),
  title(
    ["Délégué à la protection des données", "Functionaris gegevensbescherming", "Data Protection Officer"],
    "legal",
    3,
    2,
  ),
  title(["Juriste", "Jurist", "Legal Counsel"], "legal", 2, 3),
  title(["Assistant de direction", "Directieassistent", "Executive Assistant"], "management", 2, 4),
] as const;

export const JOB_TITLES: Readonly<Record<Language, readonly JobTitle[]>> = {
  fr: TITLES.map((each) => each.fr),
  nl: TITLES.map((each) => each.nl),
  en: TITLES.map((each) => each.en),
};
