import {
  activeInactive,
  boolean,
  choice,
  dateTime,
  describeTable,
  entityName,
  integer,
  intersectLookup,
  manyToMany,
  memo,
  money,
  readOnly,
  text,
} from "./describe";
import { process, timeZones } from "./process";

/** A marketing list: static with members of its own, or dynamic with a query that is evaluated at each use. */
export const list = describeTable({
  schemaName: "List",
  entitySetName: "lists",
  objectTypeCode: 4300,
  labels: ["Marketing List", "Liste marketing", "Marketinglijst"],
  pluralLabels: ["Marketing Lists", "Listes marketing", "Marketinglijsten"],
  ownership: "UserOwned",
  primaryName: "listname",
  // Unlike most tables, a list counts its status reasons from 0.
  states: activeInactive(0, 1),
  columns: [
    text("ListName", ["Name", "Nom", "Naam"], 128, { required: "systemrequired" }),
    money("Cost", ["Cost", "Coût", "Kosten"], [0, 1000000000000]),
    choice(
      "CreatedFromCode",
      ["Targeted At", "Destinée à", "Gericht op"],
      [
        [1, ["Account", "Compte", "Account"]],
        [2, ["Contact", "Contact", "Contactpersoon"]],
        [4, ["Lead", "Prospect", "Lead"]],
      ],
      { required: "systemrequired", update: false },
    ),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    boolean(
      "DoNotSendOnOptOut",
      ["Exclude Members Who Opt Out", "Exclure les membres opposés", "Afgemelde leden uitsluiten"],
      true,
    ),
    boolean(
      "IgnoreInactiveListMembers",
      ["Ignore Inactive List Members", "Ignorer les membres inactifs", "Inactieve leden negeren"],
      true,
    ),
    dateTime("LastUsedOn", ["Last Used On", "Dernière utilisation", "Laatst gebruikt op"], {
      format: "DateOnly",
    }),
    boolean("LockStatus", ["Locked", "Verrouillée", "Vergrendeld"], false),
    integer("MemberCount", ["Members Count", "Nombre de membres", "Aantal leden"], [0, 1000000000], readOnly),
    integer(
      "MemberType",
      ["Marketing List Member Type", "Type de membre", "Type lid"],
      [0, 1000000000],
      readOnly,
    ),
    process(),
    integer("ProcessedMemberCount", "Processed Member Count", [0, 1000000000]),
    memo("ProcessFetchXML", "Process FetchXML", 10000),
    text("Purpose", ["Purpose", "Objectif", "Doel"], 512),
    // FetchXML; long enough for any.
    memo("Query", ["Query", "Requête", "Query"], 1073741823),
    text("Source", ["Source", "Source", "Bron"], 128),
    boolean("Type", ["Type", "Type", "Type"], false, {
      required: "systemrequired",
      update: false,
      labels: [
        ["Static", "Statique", "Statisch"],
        ["Dynamic", "Dynamique", "Dynamisch"],
      ],
    }),
  ],
});

export const listMember = describeTable({
  schemaName: "ListMember",
  entitySetName: "listmembers",
  objectTypeCode: 4301,
  labels: ["Marketing List Member", "Membre de la liste marketing", "Lid van marketinglijst"],
  pluralLabels: ["Marketing List Members", "Membres de la liste marketing", "Leden van marketinglijst"],
  ownership: "None",
  isIntersect: true,
  optimisticConcurrency: false,
  columns: [
    intersectLookup("EntityId", ["Member", "Membre", "Lid"], ["account", "contact", "lead"], {
      update: false,
    }),
    entityName("EntityType", ["Member Type", "Type de membre", "Type lid"]),
    intersectLookup("ListId", ["Marketing List", "Liste marketing", "Marketinglijst"], ["list"], {
      update: false,
    }),
    text("Name", ["Name", "Nom", "Naam"], 100),
    timeZones(),
  ],
});

export const listMemberships = (["account", "contact", "lead"] as const).map((table) =>
  manyToMany(`list${table}_association`, "listmember", ["list", "listid"], [table, "entityid"]),
);
