import { itemCommands } from "../../../sandbox/host/form/itemCommands";

const id = "11111111-2222-4333-8444-555555555555";
const listId = "99999999-2222-4333-8444-555555555555";

function commands(
  table: string,
  target: string,
  answer = (): Response => new Response(null, { status: 204 }),
) {
  const sent: { path: string; body: unknown }[] = [];
  const found = itemCommands(
    (path, { body }) => {
      sent.push({ path, body: JSON.parse(body as string) as unknown });
      return Promise.resolve(answer());
    },
    { table, id, name: "" },
    target,
  );
  return { found, sent };
}

describe("a subgrid of lists", () => {
  it("puts a list on a campaign activity and takes it off by the platform's own actions", async () => {
    const { found, sent } = commands("campaignactivity", "list");
    await found?.add(listId);
    await found?.remove?.(listId);
    const body = {
      CampaignActivity: { "@odata.type": "Microsoft.Dynamics.CRM.campaignactivity", activityid: id },
      Item: { "@odata.type": "Microsoft.Dynamics.CRM.list", listid: listId },
    };
    expect(sent).toEqual([
      { path: "AddItemCampaignActivity", body },
      { path: "RemoveItemCampaignActivity", body },
    ]);
  });

  it("puts a list on a campaign, by the action that is bound to the list", async () => {
    const { found, sent } = commands("campaign", "list");
    await found?.add(listId);
    expect(sent[0]?.path).toBe(`lists(${listId})/Microsoft.Dynamics.CRM.AddItemCampaign`);
    expect(found?.remove).toBeUndefined();
  });

  it("says what the service refuses", async () => {
    const error = { code: "0x80040314", message: "The activity is closed." };
    const { found } = commands("campaignactivity", "list", () => Response.json({ error }, { status: 400 }));
    await expect(found?.add(listId)).rejects.toMatchObject({ message: "The activity is closed." });
  });

  it("only shows other rows", () => {
    expect(commands("campaign", "campaignactivity").found).toBeUndefined();
    expect(commands("account", "list").found).toBeUndefined();
  });
});
