import { createHash } from "node:crypto";
import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { buildHost } from "../../host/build/buildHost";
import { DataverseError } from "../errors";
import type { Organization } from "../organization";
import { cachingToken } from "./cachingToken";
import { describePage } from "./describePage";
import { setLanguage } from "./setLanguage";
import { platformLibrary } from "./platformLibraries";
import { contentSecurityPolicy, shell } from "./shell";

interface ImportedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

export interface PageOptions {
  readonly organization: Organization;
  /** Who is signed in where the page's address names nobody. */
  readonly defaultUserId: string;
  /** Where `/` leads: the record that shows most. The first account by name when absent. */
  readonly home?: { readonly table: string; readonly id: string };
}

const types: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  resx: "text/xml; charset=utf-8",
  xml: "text/xml; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
};

function typeOf(path: string): string {
  return types[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";
}

/** A file whose address changes with its content may be kept for good. */
const forGood = "public, max-age=31536000, immutable";

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

async function homeUrl({ organization, home }: PageOptions): Promise<string> {
  if (home) return `/main.aspx?pagetype=entityrecord&etn=${home.table}&id=${home.id}`;
  const [first] = await organization.database.query<{ readonly accountid: string }>(
    "select accountid from account order by name limit 1",
  );
  return first
    ? `/main.aspx?pagetype=entityrecord&etn=account&id=${first.accountid}`
    : "/main.aspx?pagetype=entitylist&etn=account";
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const refusal =
    error instanceof DataverseError
      ? error
      : new DataverseError(500, "0x80040216", error instanceof Error ? error.message : String(error));
  return reply.code(refusal.status).send({ error: { code: refusal.code, message: refusal.message } });
}

/** The pages of the model-driven app: forms and lists, drawn in the browser from what was imported. */
export const page: FastifyPluginAsync<PageOptions> = async (server, options) => {
  const { organization, defaultUserId } = options;
  const host = await buildHost();
  const version = createHash("sha256").update(host.script).update(host.styles).digest("hex").slice(0, 16);

  server.get("/", async (_request, reply) => reply.redirect(await homeUrl(options)));

  server.get<{ Querystring: Record<string, string | undefined> }>("/main.aspx", (request, reply) =>
    reply
      .header("Content-Security-Policy", contentSecurityPolicy)
      .header("X-Content-Type-Options", "nosniff")
      .header("Referrer-Policy", "same-origin")
      .header("Cache-Control", "no-store")
      .type("text/html; charset=utf-8")
      .send(shell(request.query.react === "16" ? "16" : "17", version)),
  );

  server.get<{ Querystring: Record<string, string | undefined> }>("/sandbox/page", async (request, reply) => {
    const { query } = request;
    try {
      const caller = await organization.caller(text(query.user) || defaultUserId);
      return await reply.header("Cache-Control", "no-store").send(
        await describePage(organization, caller, {
          pageType: text(query.pagetype),
          table: text(query.etn),
          formId: text(query.formid) || undefined,
          viewId: text(query.viewid) || undefined,
        }),
      );
    } catch (error) {
      return refuse(reply, error);
    }
  });

  server.post<{ Body: { readonly user?: unknown; readonly languageId?: unknown } | null }>(
    "/sandbox/language",
    async (request, reply) => {
      try {
        await setLanguage(organization, text(request.body?.user) || defaultUserId, request.body?.languageId);
        return await reply.code(204).send();
      } catch (error) {
        return refuse(reply, error);
      }
    },
  );

  server.get("/sandbox/host.js", (_request, reply) =>
    reply.header("Cache-Control", forGood).type(typeOf(".js")).send(Buffer.from(host.script)),
  );
  server.get("/sandbox/host.css", (_request, reply) =>
    reply.header("Cache-Control", forGood).type(typeOf(".css")).send(Buffer.from(host.styles)),
  );

  server.get<{ Params: { name: string } }>("/sandbox/libraries/:name", (request, reply) => {
    const library = platformLibrary(request.params.name);
    if (!library) return refuse(reply, new DataverseError(404, "0x80040217", "There is no such library."));
    return reply.header("Cache-Control", forGood).type(typeOf(".js")).send(Buffer.from(library));
  });

  /**
   * Files of what was imported: kept by the browser where the address has the current caching token, asked for each time
   * where it has none or an old one. From the catalogue alone: what the imported zip does not hold is not there.
   */
  const serve = (
    at: string,
    find: (params: Readonly<Record<string, string>>) => ImportedFile | undefined,
  ): void => {
    const answer = (params: Readonly<Record<string, string>>, reply: FastifyReply): FastifyReply => {
      const file = find(params);
      if (!file) return refuse(reply, new DataverseError(404, "0x80040217", "There is no such file."));
      const isCurrent = params.token === `{${cachingToken(organization.metadata)}}`;
      return reply
        .header("Cache-Control", isCurrent ? forGood : "no-cache")
        .type(typeOf(file.name))
        .send(Buffer.from(file.content));
    };
    for (const url of [at, `/:token${at}`]) {
      server.get<{ Params: Record<string, string> }>(url, ({ params }, reply) => answer(params, reply));
    }
  };
  serve("/WebResources/*", ({ "*": name = "" }) => organization.metadata.webResources.get(name));
  serve("/sandbox/controls/:name/*", ({ name = "", "*": path = "" }) => {
    const content = organization.metadata.controls.get(name)?.files.get(path);
    return content && { name: path, content };
  });
};
