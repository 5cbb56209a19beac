import { deletedAlong } from "./cascade";
import type { LookupTarget } from "./describe";
import {
  activeInactive,
  boolean,
  choice,
  date,
  describeTable,
  entityName,
  guid,
  integer,
  intersectLookup,
  lookup,
  manyToMany,
  memo,
  readOnly,
  text,
} from "./describe";

/** Tables whose rows can be connected, with the spelling that their relationships' names have. */
const CONNECTED = [
  "account",
  "contact",
  "lead",
  "opportunity",
  "campaign",
  "campaignactivity",
  "list",
  "appointment",
  "email",
  "fax",
  "letter",
  "phonecall",
  "task",
  "systemuser",
  "team",
] as const;

function side(number: 1 | 2): readonly LookupTarget[] {
  return CONNECTED.map((table) => ({
    table,
    schemaName: `${table}_connections${String(number)}`,
    navigation: `record${String(number)}id_${table}`,
    cascade: deletedAlong,
  }));
}

const OBJECT_TYPES = [
  [1, ["Account", "Compte", "Account"]],
  [2, ["Contact", "Contact", "Contactpersoon"]],
  [3, ["Opportunity", "Opportunité", "Verkoopkans"]],
  [4, ["Lead", "Prospect", "Lead"]],
  [8, ["User", "Utilisateur", "Gebruiker"]],
  [9, ["Team", "Équipe", "Team"]],
  [4200, ["Activity", "Activité", "Activiteit"]],
  [4201, ["Appointment", "Rendez-vous", "Afspraak"]],
  [4202, ["Email", "Courrier électronique", "E-mail"]],
  [4204, ["Fax", "Télécopie", "Fax"]],
  [4207, ["Letter", "Lettre", "Brief"]],
  [4210, ["Phone Call", "Appel téléphonique", "Telefoongesprek"]],
  [4212, ["Task", "Tâche", "Taak"]],
  [4300, ["Marketing List", "Liste marketing", "Marketinglijst"]],
  [4400, ["Campaign", "Campagne", "Campagne"]],
  [4402, ["Campaign Activity", "Activité de campagne", "Campagneactiviteit"]],
] as const;

/** A tie between two rows. The platform keeps two rows for it, one seen from each end. */
export const connection = describeTable({
  schemaName: "Connection",
  entitySetName: "connections",
  objectTypeCode: 3234,
  labels: ["Connection", "Connexion", "Connectie"],
  pluralLabels: ["Connections", "Connexions", "Connecties"],
  ownership: "UserOwned",
  primaryName: "name",
  states: activeInactive(),
  currency: true,
  relationships: {
    createdBy: "createdby_connection",
    createdOnBehalfBy: "lk_connectionbase_createdonbehalfby",
    modifiedBy: "modifiedby_connection",
    modifiedOnBehalfBy: "lk_connectionbase_modifiedonbehalfby",
    owningBusinessUnit: "business_unit_connections",
    currency: "TransactionCurrency_Connection",
  },
  columns: [
    text("Name", ["Name", "Nom", "Naam"], 500, readOnly),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    date("EffectiveEnd", ["Ending", "Fin", "Einde"]),
    date("EffectiveStart", ["Starting", "Début", "Begin"]),
    guid("EntityImageId", "Entity Image Id", readOnly),
    boolean("IsMaster", "Is Master", false, readOnly),
    lookup("Record1Id", ["Connected From", "Connecté depuis", "Verbonden van"], side(1), {
      required: "systemrequired",
    }),
    choice("Record1ObjectTypeCode", ["Type (From)", "Type (depuis)", "Type (van)"], OBJECT_TYPES, readOnly),
    lookup("Record1RoleId", ["Role (From)", "Rôle (depuis)", "Rol (van)"], {
      table: "connectionrole",
      schemaName: "connection_role_connections1",
    }),
    lookup("Record2Id", ["Connected To", "Connecté à", "Verbonden met"], side(2), {
      required: "systemrequired",
    }),
    choice("Record2ObjectTypeCode", ["Type (To)", "Type (vers)", "Type (naar)"], OBJECT_TYPES, readOnly),
    lookup("Record2RoleId", ["Role (To)", "Rôle (vers)", "Rol (naar)"], {
      table: "connectionrole",
      schemaName: "connection_role_connections2",
    }),
    lookup(
      "RelatedConnectionId",
      "Reciprocal Connection",
      { table: "connection", schemaName: "connection_related_connection", cascade: deletedAlong },
      readOnly,
    ),
  ],
});

export const connectionRole = describeTable({
  schemaName: "ConnectionRole",
  entitySetName: "connectionroles",
  objectTypeCode: 3231,
  labels: ["Connection Role", "Rôle de connexion", "Connectierol"],
  pluralLabels: ["Connection Roles", "Rôles de connexion", "Connectierollen"],
  ownership: "OrganizationOwned",
  primaryName: "name",
  states: activeInactive(),
  relationships: {
    createdBy: "createdby_connection_role",
    createdOnBehalfBy: "lk_connectionrolebase_createdonbehalfby",
    modifiedBy: "modifiedby_connection_role",
    modifiedOnBehalfBy: "lk_connectionrolebase_modifiedonbehalfby",
  },
  columns: [
    text("Name", ["Name", "Nom", "Naam"], 100, { required: "systemrequired" }),
    choice(
      "Category",
      ["Connection Role Category", "Catégorie du rôle", "Categorie"],
      [
        [1, ["Business", "Professionnel", "Zakelijk"]],
        [2, ["Family", "Famille", "Familie"]],
        [3, ["Social", "Social", "Sociaal"]],
        [4, ["Sales", "Ventes", "Verkoop"]],
        [5, ["Other", "Autre", "Overig"]],
        [1000, ["Stakeholder", "Partie prenante", "Belanghebbende"]],
        [1001, ["Sales Team", "Équipe de vente", "Verkoopteam"]],
        [1002, ["Service", "Service", "Service"]],
      ],
    ),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    boolean("IsManaged", "Is Managed", false, readOnly),
  ],
});

/** Which tables a role may be played by; a role without any may be played by all. */
export const connectionRoleObjectTypeCode = describeTable({
  schemaName: "ConnectionRoleObjectTypeCode",
  entitySetName: "connectionroleobjecttypecodes",
  objectTypeCode: 3233,
  labels: "Connection Role Object Type Code",
  pluralLabels: "Connection Role Object Type Codes",
  ownership: "OrganizationOwned",
  audited: false,
  columns: [
    entityName("AssociatedObjectTypeCode", "Associated Object Type"),
    lookup("ConnectionRoleId", ["Connection Role", "Rôle de connexion", "Connectierol"], {
      table: "connectionrole",
      schemaName: "connection_role_connection_role_object_type_codes",
      cascade: deletedAlong,
    }),
  ],
});

/** Which role the other end plays when one end plays this one. */
export const connectionRoleAssociation = describeTable({
  schemaName: "ConnectionRoleAssociation",
  entitySetName: "connectionroleassociations",
  objectTypeCode: 3232,
  labels: "Connection Role Association",
  pluralLabels: "Connection Role Associations",
  ownership: "None",
  isIntersect: true,
  audited: false,
  optimisticConcurrency: false,
  columns: [
    intersectLookup(
      "ConnectionRoleId",
      ["Connection Role", "Rôle de connexion", "Connectierol"],
      ["connectionrole"],
    ),
    intersectLookup("AssociatedConnectionRoleId", "Associated Connection Role", ["connectionrole"]),
    integer("ImportSequenceNumber", "Import Sequence Number"),
  ],
});

export const connectionRoleAssociations = manyToMany(
  "connectionroleassociation_association",
  "connectionroleassociation",
  ["connectionrole", "connectionroleid", "connectionroleassociation_association_referencing"],
  ["connectionrole", "associatedconnectionroleid", "connectionroleassociation_association"],
);
