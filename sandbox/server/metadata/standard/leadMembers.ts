import { describeTable, guid, integer, manyToMany, text } from "./describe";
import { timeZones } from "./process";

export const contactLeads = describeTable({
  schemaName: "ContactLeads",
  entitySetName: "contactleadscollection",
  objectTypeCode: 22,
  labels: "Contact Leads",
  pluralLabels: "Contact Leads",
  ownership: "None",
  primaryId: "ContactLeadId",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    guid("ContactId", ["Contact", "Contact", "Contactpersoon"]),
    guid("LeadId", ["Lead", "Prospect", "Lead"]),
    integer("ImportSequenceNumber", "Import Sequence Number"),
    text("Name", ["Name", "Nom", "Naam"], 100),
    timeZones(),
  ],
});

export const leadsOfContacts = manyToMany(
  "contactleads_association",
  "contactleads",
  ["contact", "contactid"],
  ["lead", "leadid"],
);

export const accountLeads = describeTable({
  schemaName: "AccountLeads",
  entitySetName: "accountleadscollection",
  objectTypeCode: 16,
  labels: "Account Leads",
  pluralLabels: "Account Leads",
  ownership: "None",
  primaryId: "AccountLeadId",
  isIntersect: true,
  optimisticConcurrency: false,
  audited: false,
  columns: [
    guid("AccountId", ["Account", "Compte", "Account"]),
    guid("LeadId", ["Lead", "Prospect", "Lead"]),
    integer("ImportSequenceNumber", "Import Sequence Number"),
    text("Name", ["Name", "Nom", "Naam"], 100),
    timeZones(),
  ],
});

export const leadsOfAccounts = manyToMany(
  "accountleads_association",
  "accountleads",
  ["account", "accountid"],
  ["lead", "leadid"],
);
