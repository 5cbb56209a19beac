import { untouched } from "./cascade";
import { choice, date, describeTable, integer, lookup, readOnly, text } from "./describe";

/** The one row that stands for the whole organisation, with its settings. */
export const organization = describeTable({
  schemaName: "Organization",
  entitySetName: "organizations",
  objectTypeCode: 1019,
  labels: ["Organization", "Organisation", "Organisatie"],
  pluralLabels: ["Organizations", "Organisations", "Organisaties"],
  ownership: "OrganizationOwned",
  primaryName: "name",
  optimisticConcurrency: false,
  relationships: {
    createdBy: "lk_organizationbase_createdby",
    modifiedBy: "lk_organizationbase_modifiedby",
  },
  columns: [
    text("Name", ["Organization Name", "Nom de l'organisation", "Organisatienaam"], 160, {
      required: "systemrequired",
    }),
    lookup(
      "BaseCurrencyId",
      ["Currency", "Devise", "Valuta"],
      { table: "transactioncurrency", schemaName: "basecurrency_organization", cascade: untouched },
      readOnly,
    ),
    integer("BaseCurrencyPrecision", "Base Currency Precision", [0, 4], readOnly),
    text("BaseCurrencySymbol", "Base Currency Symbol", 5, readOnly),
    choice(
      "CurrencyDisplayOption",
      ["Display Currencies Using", "Affichage des devises", "Weergave van valuta's"],
      [
        [0, ["Currency symbol", "Symbole de la devise", "Valutasymbool"]],
        [1, ["Currency code", "Code de la devise", "Valutacode"]],
      ],
      { default: 0 },
    ),
    date("FiscalCalendarStart", ["Fiscal Calendar Start", "Début de l'exercice", "Begin van boekjaar"]),
    // 2000 annually, 2001 semi-annually, 2002 quarterly, 2003 monthly, 2004 four-weekly
    integer(
      "FiscalPeriodType",
      ["Fiscal Period Type", "Type de période fiscale", "Type fiscale periode"],
      [2000, 2012],
    ),
    integer("LanguageCode", ["Language", "Langue", "Taal"], [0, 2147483647]),
    integer("LocaleId", ["Locale", "Paramètres régionaux", "Landinstelling"], [0, 2147483647]),
    integer("MaxUploadFileSize", "Max Upload File Size", [0, 131072000]),
    integer(
      "WeekStartDayCode",
      ["Week Start Day", "Premier jour de la semaine", "Eerste dag van de week"],
      [0, 6],
    ),
  ],
});
