import type { TableMetadata } from "../metadata/model";
import { rowUrl } from "../odata/contextUrl";
import { idsFilter } from "../odata/expandRows";
import { link } from "../odata/filter";
import type { Navigation, ToCollection } from "../odata/navigation";
import { propertyName } from "../odata/property";
import { badPayload, badQuery, methodNotAllowed } from "../odata/refusals";
import { readRow } from "../odata/retrieve";
import { executeQuery } from "../query/execute";
import type { FilterGroup } from "../query/model";
import { associate, disassociate } from "../write/associate";
import type { Reference } from "../write/context";
import { parseBody } from "../write/payload";
import { resolveReference } from "../write/resolveReference";
import { repoint } from "../write/update";
import { noContent, type Exchange, type WebApiAnswer } from "./exchange";
import { inTransaction } from "./transaction";

/** `accounts(…)/primarycontactid/$ref` and `accounts(…)/contact_customer_accounts/$ref`, by any method. */
export async function handleReference(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: Navigation,
  /** `…/contact_customer_accounts(<id>)/$ref` */
  related: string | undefined,
  /** `…/$ref?$id=<url>` */
  relatedUrl: string | undefined,
): Promise<WebApiAnswer> {
  const { method } = exchange.request;
  switch (method) {
    case "GET":
      return navigation.kind === "one"
        ? getReference(exchange, table, id, navigation)
        : getReferences(exchange, table, id, navigation);
    case "POST":
    case "PUT":
      if ((method === "PUT") !== (navigation.kind === "one")) throw methodNotAllowed(method);
      return inTransaction(exchange, async (inner, context) => {
        const targets = navigation.kind === "one" ? navigation.targets : [navigation.target];
        const other = await resolveReference(context, referenceIn(inner, table), targets);
        if (navigation.kind === "one") await repoint(context, table, id, navigation.column, other);
        else await associate(context, { table: table.logicalName, id }, navigation, other);
        return noContent();
      });
    case "DELETE":
      return inTransaction(exchange, async (_inner, context) => {
        const other = await relatedRow();
        if (navigation.kind !== "one" && other === undefined) {
          throw badQuery("The row to disassociate has to be named.");
        }
        await disassociate(context, { table: table.logicalName, id }, navigation, other);
        return noContent();

        async function relatedRow(): Promise<Reference | undefined> {
          if (related !== undefined) return { table: navigation.target.logicalName, id: related };
          if (relatedUrl === undefined) return undefined;
          return resolveReference(context, relatedUrl, [navigation.target]);
        }
      });
    default:
      throw methodNotAllowed(method);
  }
}

function referenceIn(exchange: Exchange, table: TableMetadata): string {
  const url = parseBody(exchange.request.body, table.entitySetName)["@odata.id"];
  if (typeof url === "string") return url;
  throw badPayload(
    table.entitySetName,
    "Microsoft.OData.ODataException: An entity reference link needs the property 'odata.id' with the URL of a row.",
  );
}

async function getReference(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: Extract<Navigation, { kind: "one" }>,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot } = exchange;
  const row = await readRow(organization, caller, table, id, [
    { name: table.primaryIdColumn },
    { name: navigation.column.logicalName },
  ]);
  const property = propertyName(navigation.column);
  const value = row[property];
  const named = row[`${property}@Microsoft.Dynamics.CRM.lookuplogicalname`];
  const target =
    navigation.targets.length > 1
      ? navigation.targets.find((one) => one.logicalName === named)
      : named === undefined || named === navigation.target.logicalName
        ? navigation.target
        : undefined;
  if (typeof value !== "string" || target === undefined) return noContent();
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${serviceRoot}$metadata#$ref`,
      "@odata.id": rowUrl(serviceRoot, target, value),
    },
  };
}

async function getReferences(
  exchange: Exchange,
  table: TableMetadata,
  id: string,
  navigation: ToCollection,
): Promise<WebApiAnswer> {
  const { organization, caller, serviceRoot } = exchange;
  await readRow(organization, caller, table, id, [{ name: table.primaryIdColumn }]);
  const ids = await relatedIds(exchange, navigation, relatedFilter(navigation, id));
  return {
    status: 200,
    headers: {},
    body: {
      "@odata.context": `${serviceRoot}$metadata#Collection($ref)`,
      value: ids.map((one) => ({ "@odata.id": rowUrl(serviceRoot, navigation.target, one) })),
    },
  };
}

/** Whether one of the rows of a collection, as the caller sees it, is that one. */
export async function isRelated(
  exchange: Exchange,
  id: string,
  navigation: ToCollection,
  related: string,
): Promise<boolean> {
  const named = idsFilter(navigation.target.primaryIdColumn, [related]);
  const ids = await relatedIds(exchange, navigation, {
    kind: "filter",
    type: "and",
    items: [named, relatedFilter(navigation, id)],
  });
  return ids.length > 0;
}

async function relatedIds(
  { organization, caller }: Exchange,
  { target }: ToCollection,
  filter: FilterGroup,
): Promise<readonly string[]> {
  const { rows } = await executeQuery(organization, caller, {
    table: target.logicalName,
    columns: [{ name: target.primaryIdColumn }],
    filter,
    orders: [],
    links: [],
    distinct: false,
    aggregate: false,
    returnTotalRecordCount: false,
    rawOrder: true,
  });
  return rows.map((row) => String(row[target.primaryIdColumn]));
}

/** The rows of a collection, as a filter on the table they are in. */
export function relatedFilter(navigation: ToCollection, id: string): FilterGroup {
  if (navigation.kind === "many") return idsFilter(navigation.column.logicalName, [id]);
  const { target, intersect, farColumn, nearColumn } = navigation;
  const back = link(
    target,
    { ...navigation, nearColumn: farColumn, farColumn: nearColumn },
    "any",
    undefined,
  );
  return {
    kind: "filter",
    type: "and",
    items: [
      {
        kind: "link",
        link: { ...back, table: intersect.logicalName, links: [], filter: idsFilter(nearColumn, [id]) },
      },
    ],
  };
}
