import { sampleId } from "./sampleId";

export interface SampleTopic {
  readonly id: string;
  readonly name: string;
  /** Part of an address: `data-platform`. */
  readonly slug: string;
  /** Words a note may use for it, in the three languages. */
  readonly keywords: string;
  /** What marketing sends or publishes about it. */
  readonly assets: readonly string[];
}

function topic(name: string, keywords: string, ...assets: readonly string[]): SampleTopic {
  const slug = name.toLowerCase().replace(/ /g, "-");
  return { id: sampleId("ent_topic", slug), name, slug, keywords, assets };
}

/** What the sample company sells, as its clients see it. */
export const TOPICS: readonly SampleTopic[] = [
  topic(
    "Data platform",
    "data platform; lakehouse; warehouse; data quality; plateforme de données; entrepôt; dataplatform; datakwaliteit",
    "One platform for your data",
    "From warehouse to lakehouse",
    "Data quality in six weeks",
  ),
  topic(
    "Security",
    "security; zero trust; ransomware; identity; sécurité; hameçonnage; beveiliging; toegangsbeheer",
    "Zero trust, step by step",
    "After the ransomware",
    "Identity for field teams",
  ),
  topic(
    "Training",
    "training; workshop; certification; adoption; formation; atelier; opleiding; adoptie",
    "Adoption that lasts",
    "Certify your team",
    "Workshop calendar",
  ),
  topic(
    "Migration",
    "migration; move; legacy; data centre; migrer; reprise de données; migratie; overstap",
    "Leaving the data centre",
    "Migrating without a weekend",
    "Legacy inventory checklist",
  ),
  topic(
    "Cloud costs",
    "cloud cost; finops; invoice; savings; coûts; facture; économies; kosten; besparing",
    "Where the invoice comes from",
    "FinOps for finance teams",
    "Savings plan calculator",
  ),
  topic(
    "AI assistants",
    "assistant; copilot; generative; agent; assistant IA; automatisation; AI-assistent; automatisering",
    "An assistant your auditors accept",
    "Ten tasks to hand over first",
    "Assistants in the call centre",
  ),
  topic(
    "Integration",
    "integration; API; EDI; interface; intégration; connecteur; koppeling; integratie",
    "Events instead of batches",
    "EDI without the pain",
    "The integration catalogue",
  ),
  topic(
    "Compliance",
    "compliance; GDPR; NIS2; audit; conformité; RGPD; registre; naleving; AVG",
    "NIS2 in plain words",
    "Ready for the audit",
    "Retention done right",
  ),
  topic(
    "Support",
    "support; service desk; SLA; incident; assistance; centre de services; ondersteuning; storing",
    "Round-the-clock support",
    "What an SLA should say",
    "Incident review template",
  ),
  topic(
    "Analytics",
    "analytics; dashboard; report; forecast; tableau de bord; prévision; rapportage; prognose",
    "Forecasts people believe",
    "Dashboards for the shop floor",
    "Self-service reporting",
  ),
];

/** @throws Error for a topic that the sample does not have */
export function topicNamed(name: string): SampleTopic {
  const found = TOPICS.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`The sample has no topic "${name}".`);
  }
  return found;
}
