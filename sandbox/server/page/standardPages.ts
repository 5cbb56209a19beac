import type { FormMetadata, Labels, TableMetadata, ViewMetadata } from "../metadata/model";

/**
 * Every Dataverse has forms and views of its own for the standard tables. The sandbox has plain ones in their stead, so that
 * the app's site map leads somewhere where the imported solution brings none.
 */
const shownColumns: Readonly<Record<string, readonly string[]>> = {
  account: ["name", "telephone1", "address1_city", "primarycontactid", "ownerid"],
  contact: ["fullname", "jobtitle", "parentcustomerid", "emailaddress1", "telephone1"],
  lead: ["fullname", "subject", "companyname", "statuscode", "ownerid"],
  opportunity: [
    "name",
    "parentaccountid",
    "estimatedvalue",
    "estimatedclosedate",
    "salesstage",
    "statuscode",
    "ownerid",
  ],
  campaign: ["name", "statuscode", "proposedstart", "proposedend", "ownerid"],
  campaignactivity: ["subject", "regardingobjectid", "channeltypecode", "scheduledstart", "ownerid"],
  list: ["listname", "type", "createdfromcode", "membercount", "ownerid"],
  task: ["subject", "regardingobjectid", "scheduledend", "ownerid"],
  appointment: ["subject", "regardingobjectid", "scheduledstart", "scheduledend", "ownerid"],
  phonecall: ["subject", "regardingobjectid", "scheduledend", "ownerid"],
};

const formLabels: Labels = { 1033: "Information", 1036: "Informations", 1043: "Informatie" };
const viewLabels = (plural: Labels): Labels =>
  Object.fromEntries(
    Object.entries(plural).map(([language, label]) => [
      language,
      { 1036: `Toutes les données : ${label}`, 1043: `Alle gegevens: ${label}` }[language] ?? `All ${label}`,
    ]),
  );

const classIds: Readonly<Record<string, string>> = {
  string: "4273EDBD-AC1D-40D3-9FB2-095C621B552D",
  memo: "E0DECE4B-6FC8-4A8F-A065-082708572369",
  lookup: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
  customer: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
  owner: "270BD3DB-D9AF-4782-9025-509E298DEC0A",
  choice: "3EF39988-22BB-4F0B-BBBE-64B5A3748AEE",
  state: "3EF39988-22BB-4F0B-BBBE-64B5A3748AEE",
  status: "5D68B988-0661-4DB2-BC3E-17598AD3BE6C",
  datetime: "5B773807-9FB2-42DB-97C3-7A91EFF8ADFF",
  decimal: "C3EFE0C3-0EC6-42BE-8349-CBD9079DFD8E",
  money: "533B9E00-756B-4312-95A0-DC888637AC78",
  integer: "C6D124CA-7EDA-4A60-AEA9-7FB8D318B68F",
  boolean: "67FAC785-CD58-4F9F-ABB3-4B7DDC6ED5ED",
};

function columnsOf(table: TableMetadata): string[] {
  const names = shownColumns[table.logicalName] ?? [];
  return names.filter((name) => table.columns.get(name)?.validForRead);
}

/** Whether the sandbox draws a page of its own for the table. */
export function hasStandardPages(table: TableMetadata): boolean {
  return table.logicalName in shownColumns;
}

export function standardForm(table: TableMetadata): FormMetadata {
  const rows = columnsOf(table).map((name) => {
    const column = table.columns.get(name);
    const classId = classIds[column?.type ?? "string"] ?? classIds.string ?? "";
    return `<row><cell><control id="${name}" classid="{${classId}}" datafieldname="${name}" disabled="false" /></cell></row>`;
  });
  return {
    id: `standard-${table.logicalName}`,
    table: table.logicalName,
    type: "main",
    labels: formLabels,
    formXml:
      `<form><tabs><tab name="general"><columns><column width="100%"><sections>` +
      `<section name="general" columns="1" showlabel="false"><rows>${rows.join("")}</rows></section>` +
      `</sections></column></columns></tab></tabs></form>`,
  };
}

export function standardView(table: TableMetadata): ViewMetadata {
  const names = columnsOf(table);
  const order = names[0] ?? table.primaryIdColumn;
  return {
    id: `standard-${table.logicalName}`,
    table: table.logicalName,
    labels: viewLabels(table.pluralLabels),
    isDefault: true,
    queryType: 0,
    fetchXml:
      `<fetch><entity name="${table.logicalName}"><attribute name="${table.primaryIdColumn}" />` +
      names.map((name) => `<attribute name="${name}" />`).join("") +
      `<order attribute="${order}" /></entity></fetch>`,
    layoutXml:
      `<grid name="resultset"><row name="result" id="${table.primaryIdColumn}">` +
      names.map((name, index) => `<cell name="${name}" width="${index === 0 ? "240" : "140"}" />`).join("") +
      `</row></grid>`,
  };
}
