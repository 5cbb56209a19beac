import { restricted, untouched } from "./cascade";
import {
  boolean,
  choice,
  describeTable,
  guid,
  integer,
  intersectLookup,
  lookup,
  manyToMany,
  memo,
  readOnly,
  text,
} from "./describe";
import { process } from "./process";

export const systemUser = describeTable({
  schemaName: "SystemUser",
  entitySetName: "systemusers",
  objectTypeCode: 8,
  labels: ["User", "Utilisateur", "Gebruiker"],
  pluralLabels: ["Users", "Utilisateurs", "Gebruikers"],
  ownership: "BusinessOwned",
  primaryName: "fullname",
  currency: true,
  relationships: {
    createdBy: "lk_systemuserbase_createdby",
    modifiedBy: "lk_systemuserbase_modifiedby",
    currency: "TransactionCurrency_SystemUser",
  },
  columns: [
    choice(
      "AccessMode",
      ["Access Mode", "Mode d'accès", "Toegangsmodus"],
      [
        [0, ["Read-Write", "Lecture-écriture", "Lezen-schrijven"]],
        [1, ["Administrative", "Administration", "Beheer"]],
        [2, ["Read", "Lecture", "Lezen"]],
        [3, "Support User"],
        [4, ["Non-interactive", "Non interactif", "Niet-interactief"]],
        [5, "Delegated Admin"],
      ],
      { default: 0, required: "systemrequired" },
    ),
    text("Address1_Telephone1", ["Main Phone", "Téléphone principal", "Hoofdtelefoonnummer"], 64),
    guid("AzureActiveDirectoryObjectId", "Azure AD Object ID", readOnly),
    lookup(
      "BusinessUnitId",
      ["Business Unit", "Division", "Business unit"],
      {
        table: "businessunit",
        schemaName: "business_unit_system_users",
        cascade: restricted,
      },
      { required: "systemrequired" },
    ),
    text("DomainName", ["User Name", "Nom d'utilisateur", "Gebruikersnaam"], 1024, {
      required: "systemrequired",
    }),
    text("EmployeeId", ["Employee", "Employé", "Werknemer"], 100),
    guid("EntityImageId", "Entity Image Id", readOnly),
    text("FirstName", ["First Name", "Prénom", "Voornaam"], 256, { required: "applicationrequired" }),
    text("FullName", ["Full Name", "Nom complet", "Volledige naam"], 200, readOnly),
    text("HomePhone", ["Home Phone", "Téléphone personnel", "Privételefoonnummer"], 50),
    text(
      "InternalEMailAddress",
      ["Primary Email", "Adresse de messagerie principale", "Primaire e-mail"],
      100,
      {
        format: "Email",
        required: "systemrequired",
      },
    ),
    boolean("IsDisabled", ["Status", "Statut", "Status"], false, {
      create: false,
      update: true,
      labels: [
        ["Enabled", "Activé", "Ingeschakeld"],
        ["Disabled", "Désactivé", "Uitgeschakeld"],
      ],
    }),
    boolean("IsIntegrationUser", "Integration user mode", false),
    text("JobTitle", ["Job Title", "Fonction", "Functie"], 100),
    text("LastName", ["Last Name", "Nom", "Achternaam"], 256, { required: "applicationrequired" }),
    text("MiddleName", ["Middle Name", "Deuxième prénom", "Tussenvoegsel"], 50),
    text("MobilePhone", ["Mobile Phone", "Téléphone mobile", "Mobiel"], 64),
    text("NickName", ["Nickname", "Surnom", "Bijnaam"], 50),
    guid("OrganizationId", ["Organization", "Organisation", "Organisatie"], readOnly),
    lookup("ParentSystemUserId", ["Manager", "Responsable", "Manager"], {
      table: "systemuser",
      schemaName: "user_parent_user",
      cascade: untouched,
      hierarchical: true,
    }),
    text("PhotoUrl", "Photo URL", 200, { format: "Url" }),
    process(),
    text("Salutation", ["Salutation", "Civilité", "Aanhef"], 20),
    text("Skills", ["Skills", "Compétences", "Vaardigheden"], 100),
    text("Title", ["Title", "Titre", "Titel"], 128),
  ],
});

/** What a user has chosen for themselves; its key is the user's. */
export const userSettings = describeTable({
  schemaName: "UserSettings",
  entitySetName: "usersettingscollection",
  objectTypeCode: 150,
  labels: ["User Settings", "Paramètres utilisateur", "Gebruikersinstellingen"],
  pluralLabels: ["User Settings", "Paramètres utilisateur", "Gebruikersinstellingen"],
  ownership: "None",
  primaryId: "SystemUserId",
  relationships: { createdBy: "lk_usersettings_createdby", modifiedBy: "lk_usersettings_modifiedby" },
  columns: [
    lookup("BusinessUnitId", ["Business Unit", "Division", "Business unit"], {
      table: "businessunit",
      schemaName: "business_unit_user_settings",
      cascade: untouched,
    }),
    integer("LocaleId", ["Locale", "Paramètres régionaux", "Landinstelling"], [0, 2147483647]),
    integer("PagingLimit", ["Paging Limit", "Lignes par page", "Rijen per pagina"], [1, 250], {
      default: 50,
    }),
    integer("TimeZoneCode", ["Time Zone Code", "Code de fuseau horaire", "Tijdzonecode"], [-1, 1500]),
    integer(
      "UILanguageId",
      ["UI Language", "Langue de l'interface", "Taal van gebruikersinterface"],
      [0, 2147483647],
    ),
    text("UserProfile", "User Profile", 1024),
    memo("PersonalizationSettings", "Personalization Settings", 1073741823),
  ],
});

export const systemUserRoles = describeTable({
  schemaName: "SystemUserRoles",
  entitySetName: "systemuserrolescollection",
  objectTypeCode: 14,
  labels: "System User Roles",
  pluralLabels: "System User Roles",
  ownership: "None",
  primaryId: "SystemUserRoleId",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    intersectLookup("SystemUserId", ["User", "Utilisateur", "Gebruiker"], ["systemuser"]),
    intersectLookup("RoleId", ["Security Role", "Rôle de sécurité", "Beveiligingsrol"], ["role"]),
  ],
});

export const userRoles = manyToMany(
  "systemuserroles_association",
  "systemuserroles",
  ["systemuser", "systemuserid"],
  ["role", "roleid"],
);
