import type { Choice, Text } from "./describe";

/** What a "do not …" column shows: the column forbids, so false allows. */
export const ALLOW_OR_NOT: readonly [Text, Text] = [
  ["Allow", "Autoriser", "Toestaan"],
  ["Do Not Allow", "Ne pas autoriser", "Niet toestaan"],
];

/** `followemail` alone is the other way round: true allows. */
export const NOT_OR_ALLOW: readonly [Text, Text] = [ALLOW_OR_NOT[1], ALLOW_OR_NOT[0]];

export const SEND_OR_NOT: readonly [Text, Text] = [
  ["Send", "Envoyer", "Verzenden"],
  ["Do Not Send", "Ne pas envoyer", "Niet verzenden"],
];

export const DEFAULT_VALUE: readonly Choice[] = [
  [1, ["Default Value", "Valeur par défaut", "Standaardwaarde"]],
];

export const CONTACT_METHODS: readonly Choice[] = [
  [1, ["Any", "Indifférent", "Alle"]],
  [2, ["Email", "Courrier électronique", "E-mail"]],
  [3, ["Phone", "Téléphone", "Telefoon"]],
  [4, ["Fax", "Télécopie", "Fax"]],
  [5, ["Mail", "Courrier", "Post"]],
];

export const INDUSTRIES: readonly Choice[] = [
  [1, ["Accounting", "Comptabilité", "Boekhouding"]],
  [
    2,
    [
      "Agriculture and Non-petrol Natural Resource Extraction",
      "Agriculture et extraction de ressources naturelles hors pétrole",
      "Landbouw en winning van natuurlijke hulpbronnen",
    ],
  ],
  [
    3,
    [
      "Broadcasting Printing and Publishing",
      "Audiovisuel, imprimerie et édition",
      "Omroep, drukwerk en uitgeverij",
    ],
  ],
  [4, ["Brokers", "Courtiers", "Makelaars"]],
  [5, ["Building Supply Retail", "Matériaux de construction", "Bouwmaterialen"]],
  [6, ["Business Services", "Services aux entreprises", "Zakelijke dienstverlening"]],
  [7, ["Consulting", "Conseil", "Consultancy"]],
  [8, ["Consumer Services", "Services aux particuliers", "Diensten voor consumenten"]],
  [
    9,
    [
      "Design, Direction and Creative Management",
      "Design, direction et gestion créative",
      "Ontwerp en creatief beheer",
    ],
  ],
  [
    10,
    ["Distributors, Dispatchers and Processors", "Distribution et logistique", "Distributie en logistiek"],
  ],
  [11, ["Doctor's Offices and Clinics", "Cabinets médicaux et cliniques", "Artsenpraktijken en klinieken"]],
  [12, ["Durable Manufacturing", "Fabrication de biens durables", "Duurzame productie"]],
  [13, ["Eating and Drinking Places", "Restauration", "Horeca"]],
  [14, ["Entertainment Retail", "Loisirs", "Amusement"]],
  [15, ["Equipment Rental and Leasing", "Location de matériel", "Verhuur en leasing"]],
  [16, ["Financial", "Finance", "Financieel"]],
  [17, ["Food and Tobacco Processing", "Agroalimentaire et tabac", "Voeding en tabak"]],
  [
    18,
    [
      "Inbound Capital Intensive Processing",
      "Transformation à forte intensité de capital",
      "Kapitaalintensieve verwerking",
    ],
  ],
  [19, ["Inbound Repair and Services", "Réparation et services", "Reparatie en diensten"]],
  [20, ["Insurance", "Assurance", "Verzekeringen"]],
  [21, ["Legal Services", "Services juridiques", "Juridische diensten"]],
  [
    22,
    ["Non-Durable Merchandise Retail", "Commerce de biens non durables", "Detailhandel in verbruiksgoederen"],
  ],
  [23, ["Outbound Consumer Service", "Services externes aux particuliers", "Externe consumentendiensten"]],
  [24, ["Petrochemical Extraction and Distribution", "Pétrochimie", "Petrochemie"]],
  [25, ["Service Retail", "Commerce de services", "Detailhandel in diensten"]],
  [26, "SIG Affiliations"],
  [27, ["Social Services", "Services sociaux", "Sociale diensten"]],
  [28, ["Special Outbound Trade Contractors", "Artisans spécialisés", "Gespecialiseerde aannemers"]],
  [29, ["Specialty Realty", "Immobilier spécialisé", "Gespecialiseerd vastgoed"]],
  [30, ["Transportation", "Transport", "Transport"]],
  [31, ["Utility Creation and Distribution", "Énergie et réseaux", "Nutsbedrijven"]],
  [32, ["Vehicle Retail", "Commerce de véhicules", "Voertuigen"]],
  [33, ["Wholesale", "Commerce de gros", "Groothandel"]],
];

export const PAYMENT_TERMS: readonly Choice[] = [
  [1, "Net 30"],
  [2, "2% 10, Net 30"],
  [3, "Net 45"],
  [4, "Net 60"],
];

export const WEEKDAYS: readonly Choice[] = [
  [0, ["Sunday", "Dimanche", "Zondag"]],
  [1, ["Monday", "Lundi", "Maandag"]],
  [2, ["Tuesday", "Mardi", "Dinsdag"]],
  [3, ["Wednesday", "Mercredi", "Woensdag"]],
  [4, ["Thursday", "Jeudi", "Donderdag"]],
  [5, ["Friday", "Vendredi", "Vrijdag"]],
  [6, ["Saturday", "Samedi", "Zaterdag"]],
];

export const TIMES_OF_DAY: readonly Choice[] = [
  [1, ["Morning", "Matin", "Ochtend"]],
  [2, ["Afternoon", "Après-midi", "Middag"]],
  [3, ["Evening", "Soir", "Avond"]],
];

export const RATINGS: readonly Choice[] = [
  [1, ["Hot", "Très intéressé", "Warm"]],
  [2, ["Warm", "Intéressé", "Lauw"]],
  [3, ["Cold", "Peu intéressé", "Koud"]],
];

export const BUDGETS: readonly Choice[] = [
  [0, ["No Committed Budget", "Aucun budget alloué", "Geen budget toegezegd"]],
  [1, ["May Buy", "Achat possible", "Koopt misschien"]],
  [2, ["Can Buy", "Achat envisageable", "Kan kopen"]],
  [3, ["Will Buy", "Achat certain", "Gaat kopen"]],
];

export const FIRST_CONTACT: readonly Choice[] = [
  [0, ["Contacted", "Contacté", "Contact opgenomen"]],
  [1, ["Not Contacted", "Non contacté", "Geen contact opgenomen"]],
];

export const NEEDS: readonly Choice[] = [
  [0, ["Must have", "Indispensable", "Noodzakelijk"]],
  [1, ["Should have", "Important", "Gewenst"]],
  [2, ["Good to have", "Souhaitable", "Mooi meegenomen"]],
  [3, ["No need", "Aucun besoin", "Niet nodig"]],
];

export const PURCHASE_PROCESSES: readonly Choice[] = [
  [0, ["Individual", "Individuel", "Individueel"]],
  [1, ["Committee", "Comité", "Comité"]],
  [2, ["Unknown", "Inconnu", "Onbekend"]],
];

export const PURCHASE_TIMEFRAMES: readonly Choice[] = [
  [0, ["Immediate", "Immédiat", "Onmiddellijk"]],
  [1, ["This Quarter", "Ce trimestre", "Dit kwartaal"]],
  [2, ["Next Quarter", "Le trimestre prochain", "Volgend kwartaal"]],
  [3, ["This Year", "Cette année", "Dit jaar"]],
  [4, ["Unknown", "Inconnu", "Onbekend"]],
];

export const SALES_STAGES: readonly Choice[] = [
  [0, ["Qualify", "Qualifier", "Kwalificeren"]],
  [1, ["Develop", "Développer", "Ontwikkelen"]],
  [2, ["Propose", "Proposer", "Voorstellen"]],
  [3, ["Close", "Conclure", "Sluiten"]],
];

export const PRIORITIES: readonly Choice[] = [
  [0, ["Low", "Basse", "Laag"]],
  [1, ["Normal", "Normale", "Normaal"]],
  [2, ["High", "Haute", "Hoog"]],
];
