/// <reference types="xrm" />
import { createScriptWebApi } from "../../../sandbox/host/script/scriptWebApi";
import { id, tables } from "./exampleForm";

interface Online {
  execute(request: unknown): Promise<Response>;
  executeMultiple(requests: unknown): Promise<Response[]>;
}

function webApi(answer: () => Response = () => new Response(null, { status: 204 }), offline = false) {
  const sent: { path: string; method?: string; body?: unknown; headers: Headers }[] = [];
  const api = createScriptWebApi(
    { strictness: { types: {}, published: "", report: () => undefined } },
    {
      table: (name) => tables[name],
      isOffline: () => offline,
      send: (path, { method, body, headers }) => {
        sent.push({ path, method, body, headers: new Headers(headers) });
        return Promise.resolve(answer());
      },
    },
  ) as { online: Online };
  return { online: api.online, sent };
}

const list = { entityType: "list", id: `{${id.toUpperCase()}}` };
const activity = { entityType: "campaignactivity", id };
const entity = { typeName: "mscrm.crmbaseentity", structuralProperty: 5 };

function request(values: object, metadata: object): object {
  class Request {
    getMetadata(): object {
      return { boundParameter: null, operationType: 0, ...metadata };
    }
  }
  return Object.assign(new Request(), values);
}

const addItem = request(
  { CampaignActivity: activity, Item: list },
  { operationName: "AddItemCampaignActivity", parameterTypes: { CampaignActivity: entity, Item: entity } },
);
const addToCampaign = request(
  { entity: list, Campaign: { "@odata.type": "Microsoft.Dynamics.CRM.campaign", campaignid: id } },
  {
    boundParameter: "entity",
    operationName: "AddItemCampaign",
    parameterTypes: { entity: { typeName: "mscrm.list", structuralProperty: 5 }, Campaign: entity },
  },
);

describe("Xrm.WebApi.online.execute", () => {
  it("posts an action that is bound to nothing, with rows by key and type", async () => {
    const { online, sent } = webApi();
    expect((await online.execute(addItem)).ok).toBe(true);
    expect(sent[0]).toMatchObject({ path: "AddItemCampaignActivity", method: "POST" });
    expect(JSON.parse(sent[0]?.body as string)).toEqual({
      CampaignActivity: { "@odata.type": "Microsoft.Dynamics.CRM.campaignactivity", activityid: id },
      Item: { "@odata.type": "Microsoft.Dynamics.CRM.list", listid: id },
    });
  });

  it("posts a bound action to its row", async () => {
    const { online, sent } = webApi();
    await online.execute(addToCampaign);
    expect(sent[0]?.path).toBe(`lists(${id})/Microsoft.Dynamics.CRM.AddItemCampaign`);
    expect(JSON.parse(sent[0]?.body as string)).toEqual({
      Campaign: { "@odata.type": "Microsoft.Dynamics.CRM.campaign", campaignid: id },
    });
  });

  it("gets a function, and gives its answer", async () => {
    const { online, sent } = webApi(() => Response.json({ UserId: id }));
    const answer = await online.execute(
      request({}, { operationType: 1, operationName: "WhoAmI", parameterTypes: {} }),
    );
    expect(sent[0]).toMatchObject({ path: "WhoAmI()", method: "GET" });
    expect(await answer.json()).toEqual({ UserId: id });
  });

  it("associates rows, and takes one off", async () => {
    const { online, sent } = webApi();
    const relationship = "campaignactivitylist_association";
    const crud = { operationType: 2, parameterTypes: {} };
    await online.execute(
      request(
        { target: activity, relatedEntities: [list], relationship },
        { ...crud, operationName: "Associate" },
      ),
    );
    await online.execute(
      request(
        { target: activity, relatedEntityId: id, relationship },
        { ...crud, operationName: "Disassociate" },
      ),
    );
    expect(sent.map(({ method, path }) => `${method ?? ""} ${path}`)).toEqual([
      `POST campaignactivities(${id})/campaignactivitylist_association/$ref`,
      `DELETE campaignactivities(${id})/campaignactivitylist_association(${id})/$ref`,
    ]);
    expect(sent[0]?.body).toBe(`{"@odata.id":"lists(${id})"}`);
  });

  it("rejects with the code and the message of the service", async () => {
    const error = { code: "0x80040314", message: "The activity is closed." };
    const { online } = webApi(() => Response.json({ error }, { status: 400 }));
    await expect(online.execute(addItem)).rejects.toEqual({
      errorCode: 0x80040314,
      message: "The activity is closed.",
    });
  });

  it("rejects offline without asking", async () => {
    const { online, sent } = webApi(undefined, true);
    await expect(online.execute(addItem)).rejects.toMatchObject({ errorCode: 0 });
    expect(sent).toEqual([]);
  });

  it.each([
    ["no getMetadata", { Item: list }, "no getMetadata"],
    [
      "a value of no declared parameter",
      request({ Itm: list }, { operationName: "X", parameterTypes: {} }),
      "Itm",
    ],
    [
      "a bound action without its row",
      request({}, { boundParameter: "entity", operationName: "X", parameterTypes: { entity } }),
      "needs entity",
    ],
    [
      "an object where a primitive is declared",
      request(
        { A: {} },
        { operationName: "X", parameterTypes: { A: { typeName: "Edm.Int32", structuralProperty: 1 } } },
      ),
      "primitive",
    ],
    [
      "an unknown operation type",
      request({}, { operationType: 7, operationName: "X", parameterTypes: {} }),
      "operationType",
    ],
    [
      "an undefined binding",
      request({}, { boundParameter: undefined, operationName: "X", parameterTypes: {} }),
      "boundParameter",
    ],
    [
      "a create by execute",
      request({}, { operationType: 2, operationName: "Create", parameterTypes: {} }),
      "Create",
    ],
  ])("refuses a request with %s", async (_what, wrong, message) => {
    const { online, sent } = webApi();
    await expect(online.execute(wrong)).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });
});

describe("Xrm.WebApi.online.executeMultiple", () => {
  const answer = (...parts: readonly string[]): Response =>
    new Response(
      [
        ...parts.map((part) => `--batchresponse_1\r\nContent-Type: application/http\r\n\r\n${part}`),
        "--batchresponse_1--\r\n",
      ].join("\r\n"),
    );

  it("sends one batch, with a change set for requests that belong together", async () => {
    const { online, sent } = webApi(() =>
      answer(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"CampaignActivityItemId":"${id}"}`,
        "HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\n\r\n",
      ),
    );
    const answers = await online.executeMultiple([addItem, [addToCampaign]]);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers.get("content-type")).toContain("multipart/mixed; boundary=");
    expect(sent[0]?.body).toContain("POST /api/data/v9.2/AddItemCampaignActivity HTTP/1.1\r\n");
    expect(sent[0]?.body).toContain("Content-ID: 1\r\n");
    expect(answers.map(({ status }) => status)).toEqual([200, 204]);
    expect(await answers[0]?.json()).toEqual({ CampaignActivityItemId: id });
  });

  it("rejects with the failure of the first that failed", async () => {
    const { online } = webApi(() =>
      answer(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{"error":{"code":"0x80040314","message":"Closed."}}`,
      ),
    );
    await expect(online.executeMultiple([addItem])).rejects.toEqual({
      errorCode: 0x80040314,
      message: "Closed.",
    });
  });
});
