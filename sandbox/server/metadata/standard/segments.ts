import { ACTIVE, boolean, choice, dateTime, describeTable, INACTIVE, integer, memo, text } from "./describe";

/*
 * Segments of Customer Insights - Journeys, with the columns that its Web API documents
 * (learn.microsoft.com, customer-insights/journeys/real-time-marketing-api-segment). Inferred: schema names beyond the
 * logical ones, lengths, labels, type codes, and to which state the reasons of a segment's status belong.
 */

/** A segment, as journeys know it. */
export const segment = describeTable({
  schemaName: "msdynmkt_Segment",
  entitySetName: "msdynmkt_segments",
  objectTypeCode: 10311,
  labels: ["Segment", "Segment", "Segment"],
  pluralLabels: ["Segments", "Segments", "Segmenten"],
  ownership: "UserOwned",
  primaryName: "msdynmkt_displayname",
  states: [
    { value: 0, label: ACTIVE, reasons: [[1, ACTIVE]] },
    {
      value: 1,
      label: INACTIVE,
      reasons: [
        [2, INACTIVE],
        [3, ["Error", "Erreur", "Fout"]],
        [4, ["Deleted", "Supprimé", "Verwijderd"]],
        [5, ["Exporting", "Exportation", "Exporteren"]],
      ],
    },
  ],
  custom: true,
  columns: [
    text("msdynmkt_DisplayName", ["Name", "Nom", "Naam"], 200, { required: "applicationrequired" }),
    choice(
      "msdynmkt_Type",
      ["Type", "Type", "Type"],
      [
        [10, ["Static segment", "Segment statique", "Statisch segment"]],
        [11, ["Dynamic segment", "Segment dynamique", "Dynamisch segment"]],
      ],
    ),
    choice(
      "msdynmkt_Source",
      ["Source", "Source", "Bron"],
      [
        [
          12,
          ["Customer Insights - Journeys", "Customer Insights - Journeys", "Customer Insights - Journeys"],
        ],
      ],
    ),
    text("msdynmkt_BaseEntityLogicalName", ["Target audience", "Public cible", "Doelgroep"], 100),
    text(
      "msdynmkt_SourceSegmentUid",
      ["Segment definition", "Définition du segment", "Segmentdefinitie"],
      100,
    ),
  ],
});

/** What makes a segment: a query, groups of people put into it or kept out of it, or both. */
export const segmentDefinition = describeTable({
  schemaName: "msdynmkt_SegmentDefinition",
  entitySetName: "msdynmkt_segmentdefinitions",
  objectTypeCode: 10312,
  labels: ["Segment Definition", "Définition de segment", "Segmentdefinitie"],
  pluralLabels: ["Segment Definitions", "Définitions de segment", "Segmentdefinities"],
  ownership: "UserOwned",
  states: [
    {
      value: 0,
      label: ACTIVE,
      reasons: [
        [723270001, ["Draft", "Brouillon", "Concept"]],
        [723270000, ["Live", "En ligne", "Live"]],
        [723270002, ["Going live", "Mise en ligne", "Wordt live"]],
      ],
    },
    { value: 1, label: INACTIVE, reasons: [[723270003, ["Deleted", "Supprimée", "Verwijderd"]]] },
  ],
  custom: true,
  columns: [
    memo("msdynmkt_SegmentQuery", ["Query", "Requête", "Query"], 1048576),
    memo(
      "msdynmkt_StaticListMembers",
      ["Static members groups", "Groupes de membres statiques", "Groepen statische leden"],
      1048576,
    ),
    boolean(
      "msdynmkt_DisableSegmentRefresh",
      ["Disable segment refresh", "Désactiver l’actualisation", "Vernieuwen uitschakelen"],
      false,
    ),
    integer(
      "msdynmkt_SegmentRefreshIntervalMinutes",
      ["Refresh interval (minutes)", "Intervalle (minutes)", "Interval (minuten)"],
      [0, 2147483647],
    ),
    dateTime("msdynmkt_SourceSegmentCreatedOn", [
      "Source segment created on",
      "Segment créé le",
      "Segment gemaakt op",
    ]),
    text(
      "msdynmkt_SourceSegmentCreatedBy",
      ["Source segment created by", "Segment créé par", "Segment gemaakt door"],
      200,
    ),
  ],
});
