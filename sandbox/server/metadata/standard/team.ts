import { restricted, untouched } from "./cascade";
import {
  boolean,
  choice,
  describeTable,
  guid,
  intersectLookup,
  lookup,
  manyToMany,
  memo,
  readOnly,
  text,
} from "./describe";
import { process } from "./process";

export const team = describeTable({
  schemaName: "Team",
  entitySetName: "teams",
  objectTypeCode: 9,
  labels: ["Team", "Équipe", "Team"],
  pluralLabels: ["Teams", "Équipes", "Teams"],
  ownership: "BusinessOwned",
  primaryName: "name",
  currency: true,
  relationships: {
    createdBy: "lk_teambase_createdby",
    modifiedBy: "lk_teambase_modifiedby",
    currency: "TransactionCurrency_Team",
  },
  columns: [
    text("Name", ["Team Name", "Nom de l'équipe", "Teamnaam"], 160, { required: "systemrequired" }),
    lookup(
      "AdministratorId",
      ["Administrator", "Administrateur", "Beheerder"],
      { table: "systemuser", schemaName: "lk_teambase_administratorid", cascade: untouched },
      { required: "systemrequired" },
    ),
    lookup(
      "BusinessUnitId",
      ["Business Unit", "Division", "Business unit"],
      { table: "businessunit", schemaName: "business_unit_teams", cascade: restricted },
      { required: "systemrequired" },
    ),
    memo("Description", ["Description", "Description", "Beschrijving"]),
    text("EMailAddress", ["Email", "Adresse de messagerie", "E-mail"], 100, { format: "Email" }),
    boolean("IsDefault", ["Is Default", "Par défaut", "Is standaard"], false, readOnly),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
    process(),
    choice(
      "TeamType",
      ["Team Type", "Type d'équipe", "Type team"],
      [
        [0, ["Owner", "Propriétaire", "Eigenaar"]],
        [1, ["Access", "Accès", "Toegang"]],
        [2, ["Security Group", "Groupe de sécurité", "Beveiligingsgroep"]],
        [3, ["Office Group", "Groupe Office", "Office-groep"]],
      ],
      { default: 0, update: false },
    ),
  ],
});

export const teamMembership = describeTable({
  schemaName: "TeamMembership",
  entitySetName: "teammemberships",
  objectTypeCode: 23,
  labels: "Team Membership",
  pluralLabels: "Team Memberships",
  ownership: "None",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    intersectLookup("SystemUserId", ["User", "Utilisateur", "Gebruiker"], ["systemuser"]),
    intersectLookup("TeamId", ["Team", "Équipe", "Team"], ["team"]),
  ],
});

export const teamMembers = manyToMany(
  "teammembership_association",
  "teammembership",
  ["team", "teamid"],
  ["systemuser", "systemuserid"],
);

export const teamRoles = describeTable({
  schemaName: "TeamRoles",
  entitySetName: "teamrolescollection",
  objectTypeCode: 40,
  labels: "Team Roles",
  pluralLabels: "Team Roles",
  ownership: "None",
  primaryId: "TeamRoleId",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    intersectLookup("TeamId", ["Team", "Équipe", "Team"], ["team"]),
    intersectLookup("RoleId", ["Security Role", "Rôle de sécurité", "Beveiligingsrol"], ["role"]),
  ],
});

export const rolesOfTeams = manyToMany(
  "teamroles_association",
  "teamroles",
  ["team", "teamid"],
  ["role", "roleid"],
);
