import { address } from "./address";
import { parental, referential, untouched } from "./cascade";
import { DEFAULT_VALUE, INDUSTRIES, PAYMENT_TERMS, TIMES_OF_DAY, WEEKDAYS } from "./choices";
import { consent } from "./consent";
import {
  activeInactive,
  boolean,
  choice,
  dateTime,
  describeTable,
  guid,
  integer,
  lookup,
  memo,
  money,
  readOnly,
  text,
} from "./describe";
import { process } from "./process";

const WEALTH = [0, 100000000000000] as const;

export const account = describeTable({
  schemaName: "Account",
  entitySetName: "accounts",
  objectTypeCode: 1,
  labels: ["Account", "Compte", "Account"],
  pluralLabels: ["Accounts", "Comptes", "Accounts"],
  ownership: "UserOwned",
  primaryName: "name",
  states: activeInactive(),
  relationships: {
    createdBy: "lk_accountbase_createdby",
    createdOnBehalfBy: "lk_accountbase_createdonbehalfby",
    modifiedBy: "lk_accountbase_modifiedby",
    modifiedOnBehalfBy: "lk_accountbase_modifiedonbehalfby",
    owningBusinessUnit: "business_unit_accounts",
    owningTeam: "team_accounts",
    owningUser: "user_accounts",
  },
  columns: [
    text("Name", ["Account Name", "Nom du compte", "Accountnaam"], 160, { required: "applicationrequired" }),
    choice(
      "AccountCategoryCode",
      ["Category", "Catégorie", "Categorie"],
      [
        [1, ["Preferred Customer", "Client privilégié", "Voorkeursklant"]],
        [2, ["Standard", "Standard", "Standaard"]],
      ],
    ),
    choice(
      "AccountClassificationCode",
      ["Classification", "Classification", "Classificatie"],
      DEFAULT_VALUE,
      {
        default: 1,
      },
    ),
    text("AccountNumber", ["Account Number", "Numéro de compte", "Accountnummer"], 20, { searched: true }),
    choice(
      "AccountRatingCode",
      ["Account Rating", "Évaluation du compte", "Accountbeoordeling"],
      DEFAULT_VALUE,
      {
        default: 1,
      },
    ),
    address(1, { searchedCity: true }),
    address(2),
    money("Aging30", "Aging 30", WEALTH, readOnly),
    money("Aging60", "Aging 60", WEALTH, readOnly),
    money("Aging90", "Aging 90", WEALTH, readOnly),
    choice("BusinessTypeCode", ["Business Type", "Type d'activité", "Type bedrijf"], DEFAULT_VALUE, {
      default: 1,
    }),
    consent(false),
    money("CreditLimit", ["Credit Limit", "Limite de crédit", "Kredietlimiet"], WEALTH),
    boolean("CreditOnHold", ["Credit Hold", "Suspension de crédit", "Krediet geblokkeerd"], false),
    choice("CustomerSizeCode", ["Customer Size", "Taille du client", "Omvang van klant"], DEFAULT_VALUE, {
      default: 1,
    }),
    choice(
      "CustomerTypeCode",
      ["Relationship Type", "Type de relation", "Relatietype"],
      [
        [1, ["Competitor", "Concurrent", "Concurrent"]],
        [2, ["Consultant", "Consultant", "Consultant"]],
        [3, ["Customer", "Client", "Klant"]],
        [4, ["Investor", "Investisseur", "Investeerder"]],
        [5, ["Partner", "Partenaire", "Partner"]],
        [6, ["Influencer", "Prescripteur", "Beïnvloeder"]],
        [7, ["Press", "Presse", "Pers"]],
        [8, ["Prospect", "Prospect", "Prospect"]],
        [9, ["Reseller", "Revendeur", "Wederverkoper"]],
        [10, ["Supplier", "Fournisseur", "Leverancier"]],
        [11, ["Vendor", "Prestataire", "Verkoper"]],
        [12, ["Other", "Autre", "Overig"]],
      ],
    ),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    text("EMailAddress1", ["Email", "Adresse de messagerie", "E-mail"], 100, {
      format: "Email",
      searched: true,
    }),
    text("EMailAddress2", ["Email Address 2", "Adresse de messagerie 2", "E-mailadres 2"], 100, {
      format: "Email",
    }),
    text("EMailAddress3", ["Email Address 3", "Adresse de messagerie 3", "E-mailadres 3"], 100, {
      format: "Email",
    }),
    guid("EntityImageId", "Entity Image Id", readOnly),
    text("Fax", ["Fax", "Télécopie", "Fax"], 50),
    text("FtpSiteURL", ["FTP Site", "Site FTP", "FTP-site"], 200, { format: "Url" }),
    choice("IndustryCode", ["Industry", "Secteur d'activité", "Branche"], INDUSTRIES),
    dateTime("LastOnHoldTime", "Last On Hold Time"),
    money("MarketCap", ["Market Capitalization", "Capitalisation boursière", "Marktkapitalisatie"], WEALTH),
    lookup(
      "MasterId",
      "Master ID",
      { table: "account", schemaName: "account_master_account", cascade: untouched },
      readOnly,
    ),
    boolean("Merged", "Merged", false, readOnly),
    integer(
      "NumberOfEmployees",
      ["Number of Employees", "Nombre d'employés", "Aantal werknemers"],
      [0, 1000000000],
    ),
    integer("OnHoldTime", "On Hold Time (Minutes)", undefined, readOnly),
    integer("OpenDeals", ["Open Deals", "Affaires ouvertes", "Openstaande deals"], undefined, readOnly),
    dateTime("OpenDeals_Date", "Open Deals (Last Updated On)", readOnly),
    integer("OpenDeals_State", "Open Deals (State)", undefined, readOnly),
    money("OpenRevenue", ["Open Revenue", "Revenu en cours", "Openstaande omzet"], undefined, readOnly),
    dateTime("OpenRevenue_Date", "Open Revenue (Last Updated On)", readOnly),
    integer("OpenRevenue_State", "Open Revenue (State)", undefined, readOnly),
    lookup("OriginatingLeadId", ["Originating Lead", "Prospect d'origine", "Oorspronkelijke lead"], {
      table: "lead",
      schemaName: "account_originating_lead",
    }),
    choice(
      "OwnershipCode",
      ["Ownership", "Propriété", "Eigendom"],
      [
        [1, ["Public", "Publique", "Openbaar"]],
        [2, ["Private", "Privée", "Privé"]],
        [3, ["Subsidiary", "Filiale", "Dochteronderneming"]],
        [4, ["Other", "Autre", "Overig"]],
      ],
    ),
    lookup("ParentAccountId", ["Parent Account", "Compte parent", "Bovenliggend account"], {
      table: "account",
      schemaName: "account_parent_account",
      cascade: { ...parental, delete: "RemoveLink" },
      hierarchical: true,
    }),
    boolean("ParticipatesInWorkflow", "Participates in Workflow", false),
    choice(
      "PaymentTermsCode",
      ["Payment Terms", "Conditions de paiement", "Betalingsvoorwaarden"],
      PAYMENT_TERMS,
    ),
    choice("PreferredAppointmentDayCode", ["Preferred Day", "Jour préféré", "Voorkeursdag"], WEEKDAYS),
    choice(
      "PreferredAppointmentTimeCode",
      ["Preferred Time", "Heure préférée", "Voorkeurstijd"],
      TIMES_OF_DAY,
    ),
    lookup("PreferredSystemUserId", ["Preferred User", "Utilisateur préféré", "Voorkeursgebruiker"], {
      table: "systemuser",
      schemaName: "system_user_accounts",
    }),
    lookup("PrimaryContactId", ["Primary Contact", "Contact principal", "Primaire contactpersoon"], {
      table: "contact",
      schemaName: "account_primary_contact",
      cascade: referential,
    }),
    text("PrimarySatoriId", "Primary Satori ID", 200),
    text("PrimaryTwitterId", "Primary Twitter ID", 128),
    process(),
    money("Revenue", ["Annual Revenue", "Chiffre d'affaires annuel", "Jaaromzet"], WEALTH),
    integer(
      "SharesOutstanding",
      ["Shares Outstanding", "Actions en circulation", "Uitstaande aandelen"],
      [0, 1000000000],
    ),
    choice("ShippingMethodCode", ["Shipping Method", "Mode de livraison", "Verzendmethode"], DEFAULT_VALUE, {
      default: 1,
    }),
    text("SIC", ["SIC Code", "Code SIC", "SIC-code"], 20),
    text("StockExchange", ["Stock Exchange", "Bourse", "Beurs"], 20),
    text("Telephone1", ["Main Phone", "Téléphone principal", "Hoofdtelefoonnummer"], 50, {
      format: "Phone",
      searched: true,
    }),
    text("Telephone2", ["Other Phone", "Autre téléphone", "Overig telefoonnummer"], 50, { format: "Phone" }),
    text("Telephone3", ["Telephone 3", "Téléphone 3", "Telefoon 3"], 50, { format: "Phone" }),
    choice("TerritoryCode", ["Territory Code", "Code de secteur de vente", "Gebiedscode"], DEFAULT_VALUE, {
      default: 1,
    }),
    text("TickerSymbol", ["Ticker Symbol", "Symbole boursier", "Tickersymbool"], 10),
    text("WebSiteURL", ["Website", "Site web", "Website"], 200, { format: "Url" }),
    text("YomiName", "Yomi Account Name", 160, { format: "PhoneticGuide" }),
  ],
});
