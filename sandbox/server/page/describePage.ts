import { DOMParser } from "@xmldom/xmldom";
import type {
  ColumnDescription,
  FormDescription,
  PageDescription,
  PartyListDescription,
  Person,
  TableDescription,
  ViewDescription,
} from "../../host/description";
import { DataverseError } from "../errors";
import {
  Depth,
  type FormMetadata,
  type TableMetadata,
  type Verb,
  type ViewMetadata,
} from "../metadata/model";
import { PARTICIPATION } from "../metadata/standard/party";
import type { Organization } from "../organization";
import type { Caller } from "../security/caller";
import { ACTIVITY_PARTY } from "../write/activityParties";
import { cachingToken } from "./cachingToken";
import { describeCharts } from "./describeCharts";
import { describeSubgrids } from "./describeSubgrids";
import { describeApp, labelIn } from "./siteMap";
import { hasStandardPages, standardForm, standardView } from "./standardPages";

/** What a page was asked for, by the query string of its address. */
export interface PageRequest {
  readonly pageType: string;
  readonly table: string;
  readonly formId?: string;
  readonly viewId?: string;
}

const verbs: readonly Verb[] = ["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"];

function notFound(what: string): DataverseError {
  return new DataverseError(404, "0x80040217", what);
}

function describeColumn(
  organization: Organization,
  table: TableMetadata,
  name: string,
  languageId: number,
): ColumnDescription | undefined {
  const column = table.columns.get(name);
  if (!column?.validForRead) return undefined;
  const parties = column.type === "partylist" ? describePartyList(organization, table, name) : undefined;
  const relationships =
    parties === undefined
      ? organization.metadata.relationshipsOfLookup(table.logicalName, name)
      : organization.metadata.relationshipsOfLookup(ACTIVITY_PARTY, "partyid");
  return {
    logicalName: column.logicalName,
    type: column.type,
    label: labelIn(column.labels, languageId),
    description: column.descriptions === undefined ? "" : labelIn(column.descriptions, languageId),
    required: column.required,
    maxLength: column.maxLength,
    min: column.min,
    max: column.max,
    precision: column.precision,
    format: column.format,
    dateTimeBehavior: column.dateTimeBehavior,
    options: column.options?.map(({ value, labels }) => ({ value, label: labelIn(labels, languageId) })),
    targets: column.targets,
    navigation:
      relationships.length === 0
        ? undefined
        : Object.fromEntries(relationships.map((one) => [one.referencedTable, one.referencingNavigation])),
    parties,
    validForCreate: column.validForCreate,
    validForUpdate: column.validForUpdate,
  };
}

/** Where the parties of a list stand; nothing where the sandbox does not know as what they take part. */
function describePartyList(
  organization: Organization,
  table: TableMetadata,
  name: string,
): PartyListDescription | undefined {
  const participation = PARTICIPATION[name];
  const collection = organization.metadata
    .relationshipsOfLookup(ACTIVITY_PARTY, "activityid")
    .find(({ referencedTable }) => referencedTable === table.logicalName)?.referencedNavigation;
  return participation === undefined || collection === undefined ? undefined : { collection, participation };
}

function describeColumns(
  organization: Organization,
  table: TableMetadata,
  languageId: number,
): Record<string, ColumnDescription> {
  const columns: Record<string, ColumnDescription> = {};
  for (const name of table.columns.keys()) {
    const column = describeColumn(organization, table, name, languageId);
    if (column) columns[name] = column;
  }
  return columns;
}

function mainForms(organization: Organization, table: TableMetadata): FormMetadata[] {
  const imported = organization.metadata.forms.filter(
    (form) => form.table === table.logicalName && form.type === "main",
  );
  return hasStandardPages(table) ? [...imported, standardForm(table)] : imported;
}

function publicViews(organization: Organization, table: TableMetadata): ViewMetadata[] {
  const imported = organization.metadata.views.filter(
    (view) => view.table === table.logicalName && view.queryType === 0,
  );
  imported.sort((one, other) => Number(other.isDefault) - Number(one.isDefault));
  return hasStandardPages(table) ? [...imported, standardView(table)] : imported;
}

function chosen<Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string | undefined,
): Item | undefined {
  const bare = (text: string): string => text.replace(/[{}]/g, "").toLowerCase();
  return id === undefined ? items[0] : items.find((item) => bare(item.id) === bare(id));
}

/** Manifests of the components that a form names, as the solution was imported with them. */
function controlManifests(organization: Organization, formXml: string): Record<string, string> {
  const manifests: Record<string, string> = {};
  const document = new DOMParser().parseFromString(formXml, "text/xml");
  for (const element of Array.from(document.getElementsByTagName("customControl"))) {
    const name = element.getAttribute("name");
    const control = name ? organization.metadata.controls.get(name) : undefined;
    if (control) manifests[control.name] = control.manifestXml;
  }
  return manifests;
}

function describeForm(
  organization: Organization,
  table: TableMetadata,
  formId: string | undefined,
  languageId: number,
): FormDescription {
  const forms = mainForms(organization, table);
  const form = chosen(forms, formId);
  if (!form) throw notFound(`No imported solution has a main form for ${table.logicalName}.`);
  return {
    id: form.id,
    table: table.logicalName,
    primaryIdColumn: table.primaryIdColumn,
    title: labelIn(form.labels, languageId),
    formXml: form.formXml,
    columns: describeColumns(organization, table, languageId),
    controls: controlManifests(organization, form.formXml),
    subgrids: describeSubgrids(organization.metadata, table, form.formXml, (target, view) =>
      viewDescription(organization, target, view, languageId),
    ),
    others: forms
      .filter((one) => one !== form && one.id !== form.id)
      .map((one) => ({ id: one.id, title: labelIn(one.labels, languageId) })),
  };
}

/** Columns of linked tables, by the `alias.column` under which a view's layout names them. */
function linkedColumns(
  organization: Organization,
  view: ViewMetadata,
  languageId: number,
): Record<string, ColumnDescription> {
  const columns: Record<string, ColumnDescription> = {};
  const fetch = new DOMParser().parseFromString(view.fetchXml, "text/xml");
  for (const link of Array.from(fetch.getElementsByTagName("link-entity"))) {
    const table = organization.metadata.table(link.getAttribute("name") ?? "");
    const alias = link.getAttribute("alias") ?? "";
    if (!table || !alias) continue;
    for (const attribute of Array.from(link.getElementsByTagName("attribute"))) {
      const name = attribute.getAttribute("name") ?? "";
      const column = describeColumn(organization, table, name, languageId);
      if (column) columns[`${alias}.${name}`] = column;
    }
  }
  return columns;
}

function describeView(
  organization: Organization,
  table: TableMetadata,
  viewId: string | undefined,
  languageId: number,
): ViewDescription {
  const views = publicViews(organization, table);
  const view = chosen(views, viewId);
  if (!view) throw notFound(`No imported solution has a view for ${table.logicalName}.`);
  return {
    ...viewDescription(organization, table, view, languageId),
    others: views
      .filter((one) => one.id !== view.id)
      .map((one) => ({ id: one.id, title: labelIn(one.labels, languageId) })),
    charts: describeCharts(organization.metadata, table, languageId),
  };
}

function viewDescription(
  organization: Organization,
  table: TableMetadata,
  view: ViewMetadata,
  languageId: number,
): ViewDescription {
  return {
    id: view.id,
    table: table.logicalName,
    title: labelIn(view.labels, languageId),
    fetchXml: view.fetchXml,
    layoutXml: view.layoutXml,
    columns: {
      ...describeColumns(organization, table, languageId),
      ...linkedColumns(organization, view, languageId),
    },
    others: [],
    charts: [],
  };
}

function describeTables(organization: Organization, languageId: number): Record<string, TableDescription> {
  const withForm = new Set(
    organization.metadata.forms.filter(({ type }) => type === "main").map(({ table }) => table),
  );
  return Object.fromEntries(
    [...organization.metadata.tables.values()].map((table) => [
      table.logicalName,
      {
        logicalName: table.logicalName,
        entitySetName: table.entitySetName,
        primaryIdColumn: table.primaryIdColumn,
        primaryNameColumn: table.primaryNameColumn,
        label: labelIn(table.labels, languageId),
        pluralLabel: labelIn(table.pluralLabels, languageId),
        hasForm: withForm.has(table.logicalName) || hasStandardPages(table),
      },
    ]),
  );
}

interface UserRow {
  readonly systemuserid: string;
  readonly fullname: string | null;
}

const MOST_PEOPLE = 40;

/** Who may sign in: the users with a role, the chosen one among them however many there are. */
async function describePeople(organization: Organization, caller: Caller): Promise<Person[]> {
  const rows = await organization.database.query<UserRow>(
    `select systemuserid, fullname from systemuser where not coalesce(isdisabled, false)
     order by systemuserid <> $1, fullname limit ${String(MOST_PEOPLE)}`,
    [caller.userId],
  );
  const people: Person[] = [];
  for (const row of rows) {
    const { roleIds } =
      row.systemuserid === caller.userId ? caller : await organization.caller(row.systemuserid);
    const roles = roleIds.flatMap((id) => organization.metadata.roles.get(id)?.name ?? []);
    if (roles.length > 0)
      people.push({ id: row.systemuserid, name: row.fullname ?? row.systemuserid, roles });
  }
  return people.sort((one, other) => one.name.localeCompare(other.name));
}

interface CurrencyRow {
  readonly currencysymbol: string | null;
  readonly currencyprecision: number | null;
}

/**
 * All that the page needs before it draws, in the caller's language.
 * @throws DataverseError 404 when there is no such table, form or view
 */
export async function describePage(
  organization: Organization,
  caller: Caller,
  request: PageRequest,
): Promise<PageDescription> {
  const { metadata, database } = organization;
  const { languageId } = caller;
  const table = metadata.table(request.table);
  if (!table) throw notFound(`There is no table ${request.table || "(none was named)"}.`);
  const people = await describePeople(organization, caller);
  const [currency] = await database.query<CurrencyRow>(
    "select currencysymbol, currencyprecision from transactioncurrency where transactioncurrencyid = $1",
    [organization.baseCurrencyId],
  );
  const [app] = metadata.apps;
  const isForm = request.pageType === "entityrecord";
  if (!isForm && request.pageType !== "entitylist") {
    throw notFound(`The sandbox has no page of type ${request.pageType || "(none was named)"}.`);
  }
  return {
    user: {
      id: caller.userId,
      name: people.find(({ id }) => id === caller.userId)?.name ?? "",
      languageId,
      timeZone: caller.timeZone,
      roleIds: [...caller.roleIds],
      currencySymbol: currency?.currencysymbol ?? "",
      currencyPrecision: currency?.currencyprecision ?? 2,
    },
    people,
    cachingToken: cachingToken(metadata),
    app:
      app &&
      describeApp(
        app,
        languageId,
        (name) => {
          const found = metadata.table(name);
          return found && labelIn(found.pluralLabels, languageId);
        },
        (name, verb) => caller.depth(name, verb) !== Depth.None,
      ),
    tables: describeTables(organization, languageId),
    privileges: Object.fromEntries(
      [...metadata.tables.keys()].map((name) => [
        name,
        Object.fromEntries(verbs.map((verb) => [verb, caller.depth(name, verb)])),
      ]),
    ),
    ...(isForm
      ? { form: describeForm(organization, table, request.formId, languageId) }
      : { view: describeView(organization, table, request.viewId, languageId) }),
  };
}
