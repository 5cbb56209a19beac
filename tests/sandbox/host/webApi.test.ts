import { createWebApi, type WebApiFailure } from "../../../sandbox/host/pcf/webApi";

interface Sent {
  readonly path: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

function webApi(answer: () => Response | Promise<Response>, offline = false) {
  const sent: Sent[] = [];
  const api = createWebApi({
    entitySetName: (name) => ({ account: "accounts", opportunity: "opportunities" })[name],
    isOffline: () => offline,
    send: (path, request) => {
      sent.push({
        path,
        method: request.method,
        headers: new Headers(request.headers),
        body: typeof request.body === "string" ? (JSON.parse(request.body) as unknown) : undefined,
      });
      return Promise.resolve(answer());
    },
  });
  return { api, sent };
}

const id = "11111111-2222-4333-8444-555555555555";

async function failureOf(promise: Promise<unknown>): Promise<WebApiFailure> {
  try {
    await promise;
  } catch (error) {
    return error as WebApiFailure;
  }
  throw new Error("It did not fail.");
}

describe("context.webAPI", () => {
  it("asks for every annotation, and the page size", async () => {
    const { api, sent } = webApi(() => Response.json({ value: [{ name: "Contoso" }] }));
    const result = await api.retrieveMultipleRecords("account", "?$select=name", 50);
    expect(result).toEqual({ entities: [{ name: "Contoso" }], nextLink: undefined });
    expect(sent[0]?.path).toBe("accounts?$select=name");
    expect(sent[0]?.headers.get("prefer")).toBe('odata.include-annotations="*",odata.maxpagesize=50');
    expect(sent[0]?.headers.get("odata-version")).toBe("4.0");
  });

  it("takes FetchXML as it is written, and as others encode it", async () => {
    const { api, sent } = webApi(() => Response.json({ value: [] }));
    const written =
      "<fetch>\n<entity name='account'><filter><condition attribute='name' operator='like' value='50%ab &amp; #1+'/></filter></entity></fetch>";
    await api.retrieveMultipleRecords("account", `?fetchXml=${written}`);
    await api.retrieveMultipleRecords("account", `?fetchXml=${encodeURIComponent(written)}`);
    const encoded = `accounts?fetchXml=${encodeURIComponent(written)}`;
    expect(sent.map(({ path }) => path)).toEqual([encoded, encoded]);
  });

  it("gives the next link and no other annotation of the answer", async () => {
    const { api } = webApi(() =>
      Response.json({
        value: [],
        "@odata.nextLink": "http://localhost/next",
        "@Microsoft.Dynamics.CRM.fetchxmlpagingcookie": "<cookie />",
      }),
    );
    expect(await api.retrieveMultipleRecords("account")).toEqual({
      entities: [],
      nextLink: "http://localhost/next",
    });
  });

  it("names the record that it created", async () => {
    const { api, sent } = webApi(
      () =>
        new Response(null, {
          status: 204,
          headers: { "OData-EntityId": `http://x/api/data/v9.2/accounts(${id})` },
        }),
    );
    expect(await api.createRecord("account", { name: "Contoso" })).toEqual({ id, entityType: "account" });
    expect(sent[0]).toMatchObject({ path: "accounts", method: "POST", body: { name: "Contoso" } });
  });

  it("never creates what it was told to update", async () => {
    const { api, sent } = webApi(() => new Response(null, { status: 204 }));
    await api.updateRecord("account", `{${id.toUpperCase()}}`, { name: "Contoso" });
    expect(sent[0]).toMatchObject({ path: `accounts(${id})`, method: "PATCH" });
    expect(sent[0]?.headers.get("if-match")).toBe("*");
  });

  it("deletes a record", async () => {
    const { api, sent } = webApi(() => new Response(null, { status: 204 }));
    expect(await api.deleteRecord("opportunity", id)).toEqual({ id, entityType: "opportunity" });
    expect(sent[0]).toMatchObject({ path: `opportunities(${id})`, method: "DELETE" });
  });

  it("rejects with Dataverse's code as a number and its message, and nothing else", async () => {
    const { api } = webApi(() =>
      Response.json(
        {
          error: {
            code: "0x80040220",
            message: "Principal user is missing prvReadAccount privilege",
            "@Microsoft.PowerApps.CDS.TraceText": "secret",
          },
        },
        { status: 403, headers: { "Retry-After": "5" } },
      ),
    );
    const failure = await failureOf(api.retrieveRecord("account", id));
    expect({ ...failure }).toEqual({
      errorCode: 2147746336,
      message: "Principal user is missing prvReadAccount privilege",
    });
    expect(failure).not.toBeInstanceOf(Error);
  });

  it("rejects when no answer comes, or one that is not Dataverse's", async () => {
    const cut = webApi(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(Object.keys(await failureOf(cut.api.retrieveRecord("account", id)))).toEqual([
      "errorCode",
      "message",
    ]);
    const proxy = webApi(() => new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    const failure = await failureOf(proxy.api.retrieveRecord("account", id));
    expect(failure.message).toBe("The service answered 502 Bad Gateway");
  });

  it("asks nothing while offline", async () => {
    const { api, sent } = webApi(() => Response.json({ value: [] }), true);
    const failure = await failureOf(api.retrieveMultipleRecords("account"));
    expect(failure.message).toMatch(/^This operation failed because you're offline/);
    expect(sent).toEqual([]);
  });

  it.each([
    [
      "a table that does not exist",
      (api: ComponentFramework.WebApi) => api.retrieveMultipleRecords("acount"),
    ],
    [
      "options without a question mark",
      (api: ComponentFramework.WebApi) => api.retrieveMultipleRecords("account", "$select=name"),
    ],
    ["an id that is none", (api: ComponentFramework.WebApi) => api.retrieveRecord("account", "Contoso")],
    ["no id", (api: ComponentFramework.WebApi) => api.deleteRecord("account", "")],
    [
      "a page of no rows",
      (api: ComponentFramework.WebApi) => api.retrieveMultipleRecords("account", "?$select=name", 0),
    ],
  ])("refuses %s without a request", async (_what, ask) => {
    const { api, sent } = webApi(() => Response.json({ value: [] }));
    const failure = await failureOf(ask(api));
    expect(Object.keys(failure)).toEqual(["errorCode", "message"]);
    expect(sent).toEqual([]);
  });
});
