import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Sandbox } from "../../../sandbox/server/createOrganization";
import { Faults } from "../../../sandbox/server/http/faults";
import { createServer } from "../../../sandbox/server/http/server";
import { openOrganizationCopy } from "../../copies";
import { fixtureWith, role, zipOf } from "../platform/fixture/solution";

/** Tuesday 24 March 2026, half past ten in the morning, UTC. */
export const NOW = new Date("2026-03-24T10:30:00Z");

const REP_ROLE = "0f0f0f0f-0001-4111-8111-111111111111";
const READER_ROLE = "0f0f0f0f-0002-4111-8111-111111111111";
const NOBODY_ROLE = "0f0f0f0f-0003-4111-8111-111111111111";

const OWN_TABLES = [
  "Account",
  "Contact",
  "Lead",
  "Opportunity",
  "tst_Visit",
  "List",
  "Activity",
  "Connection",
];
const VERBS = ["Create", "Read", "Write", "Delete", "Append", "AppendTo"];

/** May do everything with own rows, nothing with others', and cannot give rows away. */
function repPrivileges(): Record<string, string> {
  const own = OWN_TABLES.flatMap((table) => VERBS.map((verb) => [`prv${verb}${table}`, "Basic"] as const));
  return {
    ...Object.fromEntries(own),
    prvReadUser: "Global",
    prvReadBusinessUnit: "Global",
    prvReadCurrency: "Global",
  };
}

/** May read all accounts and contacts, and write none. */
function readerPrivileges(): Record<string, string> {
  return { prvReadAccount: "Global", prvReadContact: "Local", prvReadUser: "Global" };
}

/** A running Web API with an empty organisation, a custom table (`tst_visit`) and users of four kinds. */
export interface Service {
  readonly organization: Sandbox;
  readonly server: FastifyInstance;
  readonly faults: Faults;
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  /** With a slash at the end. */
  readonly root: string;
  readonly administratorId: string;
  readonly repId: string;
  readonly otherRepId: string;
  readonly readerId: string;
  readonly nobodyId: string;
  /** Faults of the server itself that callers saw as error 500. */
  readonly unexpected: unknown[];
  close(): Promise<void>;
}

/** The custom table and the roles. */
function importFixture(organization: Sandbox): Promise<unknown> {
  return organization.importSolution(
    zipOf(
      fixtureWith((solution) => {
        const known = privilegesOf(organization);
        const only = (privileges: Record<string, string>): Record<string, string> =>
          Object.fromEntries(
            Object.entries(privileges).filter(([name]) => known.has(name) || name.includes("tst_Visit")),
          );
        solution.containers["Roles"] +=
          role(only(repPrivileges()), REP_ROLE, "Rep") +
          role(only(readerPrivileges()), READER_ROLE, "Reader") +
          role({ prvReadUser: "Basic" }, NOBODY_ROLE, "Nobody");
        for (const id of [REP_ROLE, READER_ROLE, NOBODY_ROLE]) {
          solution.rootComponents.push(`<RootComponent type="20" id="{${id}}" behavior="0" />`);
        }
      }),
    ),
  );
}

export async function startService(): Promise<Service> {
  const organization = await openOrganizationCopy("service", { now: () => NOW }, importFixture);
  const user = (firstName: string, roleId: string): Promise<string> =>
    organization.createUser({
      firstName,
      lastName: "Tester",
      email: `${firstName}@x.example`,
      timeZone: "Europe/Paris",
      roleIds: [roleId],
    });
  const repId = await user("Rita", REP_ROLE);
  const otherRepId = await user("Otto", REP_ROLE);
  const readerId = await user("Rea", READER_ROLE);
  const nobodyId = await user("Nob", NOBODY_ROLE);
  const faults = new Faults();
  const unexpected: unknown[] = [];
  const server = createServer(organization, {
    defaultUserId: organization.administratorId,
    faults,
    onFault: (error) => unexpected.push(error),
  });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const origin = `http://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
  return {
    organization,
    server,
    faults,
    origin,
    root: `${origin}/api/data/v9.2/`,
    administratorId: organization.administratorId,
    repId,
    otherRepId,
    readerId,
    nobodyId,
    unexpected,
    close: async () => {
      await server.close();
      await organization.close();
    },
  };
}

/** Closes the service. @throws when it had faults of its own while it ran */
export async function finish(service: Service): Promise<void> {
  const faults = [...service.unexpected];
  await service.close();
  expect(faults).toEqual([]);
}

function privilegesOf(organization: Sandbox): ReadonlySet<string> {
  const administrator = organization.metadata.roles.get(organization.administratorRoleId);
  return new Set(administrator?.privileges.keys() ?? []);
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object when it is none. */
  readonly json: Record<string, unknown>;
}

export interface RequestSettings {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who is signed in; the administrator when absent. */
  readonly as?: string;
}

/** Sends one request to the service, the target below its root. */
export async function send(
  service: Service,
  method: string,
  target: string,
  settings: RequestSettings = {},
): Promise<Reply> {
  const { body, headers, as } = settings;
  const response = await fetch(service.root + target, {
    method,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(as === undefined ? {} : { "X-Sandbox-User": as }),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    // A server that does not answer fails one test, not the run.
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: asObject(text) };
}

function asObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Creates a row and answers its id. @throws Error when the service refuses */
export async function create(
  service: Service,
  set: string,
  body: Record<string, unknown>,
  settings: Omit<RequestSettings, "body"> = {},
): Promise<string> {
  const reply = await send(service, "POST", set, { ...settings, body });
  const id = /\(([0-9a-f-]{36})\)$/.exec(reply.headers.get("OData-EntityId") ?? "")?.[1];
  if (id === undefined) throw new Error(`${set}: ${String(reply.status)} ${reply.text}`);
  return id;
}

/** The row as the service shows it, or the error. */
export async function read(
  service: Service,
  target: string,
  settings: RequestSettings = {},
): Promise<Record<string, unknown>> {
  const reply = await send(service, "GET", target, settings);
  if (reply.status !== 200) throw new Error(`${target}: ${String(reply.status)} ${reply.text}`);
  return reply.json;
}

/** The rows that a query finds. */
export async function list(
  service: Service,
  target: string,
  settings: RequestSettings = {},
): Promise<Record<string, unknown>[]> {
  return (await read(service, target, settings))["value"] as Record<string, unknown>[];
}

/** What a refusal says: its status and its code. */
export function refusal(reply: Reply): { status: number; code: string | undefined } {
  const error = reply.json["error"] as { code?: string } | undefined;
  return { status: reply.status, code: error?.code };
}

/** Asks for every annotation. */
export const ALL_ANNOTATIONS = { Prefer: 'odata.include-annotations="*"' };
