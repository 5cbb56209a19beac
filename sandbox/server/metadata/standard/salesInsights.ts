import type { ColumnDescription, Text } from "./describe";
import { boolean, choice, integer, memo } from "./describe";

function scores(kind: "Lead" | "Opportunity"): readonly ColumnDescription[] {
  const label = (english: string, french: string, dutch: string): Text => [
    `${kind} ${english}`,
    kind === "Lead" ? `${french} du prospect` : `${french} de l'opportunité`,
    kind === "Lead" ? `${dutch} van lead` : `${dutch} van verkoopkans`,
  ];
  return [
    integer(`msdyn_${kind}Score`, label("Score", "Score", "Score")),
    choice(`msdyn_${kind}Grade`, label("Grade", "Note", "Cijfer"), [
      [0, "A"],
      [1, "B"],
      [2, "C"],
      [3, "D"],
    ]),
    choice(`msdyn_${kind}ScoreTrend`, label("Score Trend", "Tendance du score", "Trend van score"), [
      [0, ["Improving", "En hausse", "Verbetert"]],
      [1, ["Steady", "Stable", "Stabiel"]],
      [2, ["Declining", "En baisse", "Verslechtert"]],
      [3, ["Not enough info", "Informations insuffisantes", "Onvoldoende informatie"]],
    ]),
    memo("msdyn_ScoreReasons", label("Score Reasons", "Raisons du score", "Redenen van score")),
    memo("msdyn_ScoreHistory", label("Score History", "Historique du score", "Geschiedenis van score")),
  ];
}

/** What Sales Insights adds where it is installed, by table. Nobody may count on it being there. */
export const salesInsightsColumns: Readonly<Record<string, readonly ColumnDescription[]>> = {
  lead: [...scores("Lead"), boolean("msdyn_gdproptout", "GDPR Optout", false)],
  opportunity: scores("Opportunity"),
  contact: [
    choice(
      "msdyn_decisioninfluencetag",
      ["Decision Influence Tag", "Influence sur la décision", "Invloed op beslissing"],
      [
        [0, ["Decision maker", "Décideur", "Beslisser"]],
        [1, ["Influencer", "Prescripteur", "Beïnvloeder"]],
        [2, ["Blocker", "Opposant", "Tegenstander"]],
        [3, ["Unknown", "Inconnu", "Onbekend"]],
      ],
    ),
    boolean(
      "msdyn_disablewebtracking",
      ["Disable Web Tracking", "Désactiver le suivi web", "Webtracering uitschakelen"],
      false,
    ),
    boolean("msdyn_gdproptout", "GDPR Optout", false),
    boolean("msdyn_isminor", ["Is Minor", "Est mineur", "Is minderjarig"], false),
    boolean(
      "msdyn_isminorwithparentalconsent",
      ["Is Minor with Parental Consent", "Mineur avec accord parental", "Minderjarig met toestemming"],
      false,
    ),
  ],
};
