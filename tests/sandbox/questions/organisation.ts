import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import { bulkInsert } from "../../../sandbox/data/bulkInsert";
import type { SampleRow } from "../../../sandbox/data/sample/row";
import type { Sandbox } from "../../../sandbox/server/createOrganization";
import { DataverseError } from "../../../sandbox/server/errors";
import type { InstalledApp } from "../../../sandbox/server/metadata/standard/standardCatalog";
import { executeFetchXml } from "../../../sandbox/server/query/execute";
import type { Xml } from "../../../dataverse/listQuery";
import type { Host } from "../../../dataverse/host";
import type { TableDefinitions } from "../../../dataverse/sources/present";
import { openOrganizationCopy } from "../../copies";
import { packedSolution } from "../packedSolution";

/** Sunday 22 November 2026, ten o'clock in Brussels. */
export const NOW = new Date("2026-11-22T09:00:00Z");

/** A GUID that is easy to read in a failure. */
export function id(letter: string, number = 0): string {
  return `00000000-0000-4000-8000-${letter.charCodeAt(0).toString(16).padStart(2, "0")}${number.toString(16).padStart(10, "0")}`;
}

/** Some moment of a day before (or, negative, after) now. */
export function daysAgo(days: number, hour = 10): Date {
  return new Date(Date.UTC(2026, 10, 22 - days, hour));
}

export type Asked = Pick<Host, "webApi" | "isOffline" | "now" | "timeZoneOffsetMinutes">;

export interface QuestionedOrganisation {
  readonly organization: Sandbox;
  readonly definitions: TableDefinitions;
  readonly repId: string;
  /** A host whose user is the rep, with nothing but the role that ships; it remembers its requests. */
  readonly host: Asked & { readonly requests: string[] };
  insert(table: string, ...rows: readonly SampleRow[]): Promise<void>;
  close(): Promise<void>;
}

/** The reading and writing of XML that a browser has. */
export const xml: Xml = {
  parse: (text) => new DOMParser().parseFromString(text, "text/xml") as unknown as Document,
  print: (node) => new XMLSerializer().serializeToString(node as never),
};

export interface Opening {
  /** The rep's; Brussels unless told. */
  readonly timeZone?: string;
  /** What to do once the solution is there. */
  readonly seed?: (organization: Sandbox) => Promise<unknown>;
}

const installedApps: readonly InstalledApp[] = ["customerInsightsJourneys", "salesInsights"];

/** An organisation with the packed solution, and a rep. */
export async function openOrganisation({
  timeZone = "Europe/Brussels",
  seed,
}: Opening = {}): Promise<QuestionedOrganisation> {
  const organization = await openOrganizationCopy("questioned", { now: () => NOW, installedApps }, (made) =>
    made.importSolution(packedSolution()),
  );
  await seed?.(organization);
  const role = [...organization.metadata.roles.values()].find(({ name }) => name === "Entente Rep");
  if (role === undefined) throw new Error("The solution has no role for reps.");
  const repId = await organization.createUser({
    firstName: "Rita",
    lastName: "Rep",
    email: "rita@entente.example",
    timeZone,
    roleIds: [role.id],
  });
  return {
    organization,
    repId,
    host: hostOf(organization, repId),
    definitions: definitionsOf(organization),
    async insert(table, ...rows) {
      await bulkInsert(organization, table, rows, { authorId: organization.administratorId });
    },
    close: () => organization.close(),
  };
}

/** A rejection as `context.webAPI` gives it. */
function refusal(errorCode: number, message: string): Error {
  return { errorCode, message } as unknown as Error;
}

/** A host over an organisation's query engine, for one of its users. */
export function hostOf(organization: Sandbox, userId: string): Asked & { readonly requests: string[] } {
  const requests: string[] = [];
  const refuse = (error: unknown): never => {
    if (!(error instanceof DataverseError)) throw error;
    throw refusal(Number(error.code), error.message);
  };
  const webApi: Host["webApi"] = {
    async retrieveMultipleRecords(table, options = "") {
      const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
      requests.push(fetchXml);
      const caller = await organization.caller(userId);
      return executeFetchXml(organization, caller, table, fetchXml).then(
        ({ rows }) => ({ entities: rows }),
        refuse,
      );
    },
    async retrieveRecord(table, key, options = "") {
      const columns = (/\$select=([\w,]+)/.exec(options)?.[1] ?? "").split(",");
      const { entities } = await webApi.retrieveMultipleRecords(
        table,
        `?fetchXml=${encodeURIComponent(
          `<fetch><entity name="${table}">${columns.map((name) => `<attribute name="${name}"/>`).join("")}` +
            `<filter><condition attribute="${table}id" operator="eq" value="${key}"/></filter></entity></fetch>`,
        )}`,
      );
      const [row] = entities;
      if (row === undefined) throw refusal(0x80040217, `${table}(${key}) does not exist`);
      return row;
    },
  };
  return {
    requests,
    webApi,
    isOffline: () => false,
    now: () => organization.now(),
    timeZoneOffsetMinutes: () => 60,
  };
}

/** What `context.utils` tells of tables: their definition with the columns asked for, or a refusal. */
function definitionsOf(organization: Sandbox): TableDefinitions {
  return {
    getEntityMetadata(table, columns = []) {
      const found = organization.metadata.table(table);
      if (found === undefined) {
        return Promise.reject(refusal(0x80060888, `There is no table ${table}.`));
      }
      const there = new Map(
        columns.flatMap((name) => (found.columns.has(name) ? [[name, { LogicalName: name }]] : [])),
      );
      return Promise.resolve({ Attributes: { getByName: (name: string) => there.get(name) ?? null } });
    },
  };
}
