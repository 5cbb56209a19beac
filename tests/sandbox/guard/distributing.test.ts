import type { FastifyInstance } from "fastify";
import { guardedQuery } from "../../../dataverse/guard/twin";
import { newId } from "../../../dataverse/writing";
import { defaultPolicy as policy } from "../../../domain/policy";
import { noneFreed } from "../../../domain/guard/decision";
import { bulkInsert } from "../../../sandbox/data/bulkInsert";
import type { SampleRow } from "../../../sandbox/data/sample/row";
import { Faults } from "../../../sandbox/server/http/faults";
import { createServer } from "../../../sandbox/server/http/server";
import { openGuardOrganisation, type GuardOrganisation } from "./guardOrganisation";
import { daysAgo, id, xml } from "../questions/organisation";

/*
 * A guarded list at work: what a marketer distributes reaches those whom nobody protects, as of the moment of distributing.
 */

jest.setTimeout(240_000);

let organisation: GuardOrganisation;
let server: FastifyInstance;

const CRM = "Microsoft.Dynamics.CRM.";
const dateIn = (days: number) => daysAgo(-days).toISOString().slice(0, 10);
const to = (table: string, key: string) => ({ table, id: key });

/** Contacts in order of their number: who is written to, and whom something protects. */
const PEOPLE = {
  plain: id("c", 1),
  customer: id("c", 2),
  dealContact: id("c", 3),
  staff: id("c", 4),
  stakeholder: id("c", 5),
  heldUntilToday: id("c", 6),
  heldUntilYesterday: id("c", 7),
  heldFromTomorrow: id("c", 8),
  waitsForDeal: id("c", 9),
  waitedForDeal: id("c", 10),
  lateDeal: id("c", 11),
} as const;

beforeAll(async () => {
  organisation = await openGuardOrganisation();
  const { organization } = organisation;
  server = createServer(organization, {
    defaultUserId: organization.administratorId,
    faults: new Faults(),
    onFault: (error) => {
      throw error;
    },
  });
  const insert = (table: string, rows: readonly SampleRow[]) =>
    bulkInsert(organization, table, rows, { authorId: organization.administratorId });
  await insert("account", [{ accountid: id("a"), name: "Guarded" }]);
  await insert(
    "contact",
    Object.entries(PEOPLE).map(([lastname, contactid]) => ({
      contactid,
      lastname,
      ...(lastname === "staff" ? { parentcustomerid: to("account", id("a")) } : {}),
    })),
  );
  const closing = { closeprobability: 100, estimatedclosedate: dateIn(5), estimatedvalue: 900_000 };
  const deal = (number: number, row: SampleRow): SampleRow => ({
    opportunityid: id("o", number),
    name: "Deal",
    ...closing,
    ...row,
  });
  await insert("opportunity", [
    deal(1, { customerid: to("contact", PEOPLE.customer) }),
    deal(2, { parentcontactid: to("contact", PEOPLE.dealContact) }),
    deal(3, { customerid: to("account", id("a")) }),
    deal(4, { closeprobability: 1 }),
    deal(5, { statecode: 1, statuscode: 3 }),
    deal(6, { customerid: to("contact", PEOPLE.lateDeal), estimatedclosedate: dateIn(900) }),
  ]);
  await insert("connection", [
    {
      connectionid: id("k"),
      record1id: to("opportunity", id("o", 1)),
      record2id: to("contact", PEOPLE.stakeholder),
    },
  ]);
  const hold = (number: number, contactid: string, row: SampleRow): SampleRow => ({
    ent_holdid: id("h", number),
    ent_name: "Hold",
    ent_reason: "Please wait",
    ent_contactid: to("contact", contactid),
    ...row,
  });
  await insert("ent_hold", [
    hold(1, PEOPLE.heldUntilToday, { ent_until: dateIn(0) }),
    hold(2, PEOPLE.heldUntilYesterday, { ent_until: dateIn(-1) }),
    hold(3, PEOPLE.heldFromTomorrow, { ent_from: dateIn(1) }),
    hold(4, PEOPLE.waitsForDeal, { ent_opportunityid: to("opportunity", id("o", 4)) }),
    hold(5, PEOPLE.waitedForDeal, { ent_opportunityid: to("opportunity", id("o", 5)) }),
  ]);
});
afterAll(async () => {
  await server?.close();
  await organisation?.close();
});

async function request(userId: string, method: "GET" | "POST", path: string, payload?: object) {
  const answer = await server.inject({
    method,
    url: `/api/data/v9.2/${path}`,
    headers: { "x-sandbox-user": userId },
    payload,
  });
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
  return answer.body === "" ? {} : answer.json<Record<string, unknown>>();
}

/** Distributes letters to a list as the marketer, and tells who got one. */
async function lettersTo(listid: string): Promise<readonly string[]> {
  const { organization, marketerId } = organisation;
  const [campaignid, activityid] = [newId(), newId()];
  const asAdministrator = (path: string, body: object) =>
    request(organization.administratorId, "POST", path, body);
  await asAdministrator("campaigns", { campaignid, name: "Spring" });
  await request(marketerId, "POST", "campaignactivities", {
    activityid,
    subject: "Letters",
    channeltypecode: 3,
    "regardingobjectid_campaign_campaignactivity@odata.bind": `/campaigns(${campaignid})`,
  });
  await asAdministrator(`lists(${listid})/${CRM}AddItemCampaign`, {
    Campaign: { "@odata.type": `${CRM}campaign`, campaignid },
  });
  await request(marketerId, "POST", "AddItemCampaignActivity", {
    CampaignActivity: { "@odata.type": `${CRM}campaignactivity`, activityid },
    Item: { "@odata.type": `${CRM}list`, listid },
  });
  await request(marketerId, "POST", `campaignactivities(${activityid})/${CRM}DistributeCampaignActivity`, {
    Propagate: true,
    Activity: { "@odata.type": `${CRM}letter`, subject: "Hello" },
    OwnershipOptions: "Caller",
    SendEmail: false,
  });
  const rows = await organization.database.query<{ name: string }>(
    `select c.lastname as name from letter l join activityparty p on p.activityid = l.activityid
     join contact c on c.contactid = p.partyid where l.regardingobjectid = $1`,
    [activityid],
  );
  return rows.map(({ name }) => name).sort();
}

const UNPROTECTED = ["heldFromTomorrow", "heldUntilYesterday", "lateDeal", "plain", "waitedForDeal"];

it.each(["static", "dynamic"] as const)(
  "what is sent to the guarded twin of a %s list reaches nobody protected",
  async (kind) => {
    const { organization, marketerId } = organisation;
    const listid = newId();
    const isDynamic = kind === "dynamic";
    const query =
      '<fetch><entity name="contact"><attribute name="fullname"/><filter type="or">' +
      '<condition attribute="statecode" operator="eq" value="0"/></filter></entity></fetch>';
    await request(marketerId, "POST", "lists", {
      listid,
      listname: "Everybody",
      createdfromcode: 2,
      type: isDynamic,
      ...(isDynamic ? { query } : {}),
    });
    if (!isDynamic) {
      await bulkInsert(
        organization,
        "listmember",
        Object.values(PEOPLE).map((key) => ({
          listmemberid: newId(),
          listid: to("list", listid),
          entityid: to("contact", key),
        })),
        { authorId: organization.administratorId },
      );
    }
    expect(await lettersTo(listid)).toEqual(Object.keys(PEOPLE).sort());
    const guarded = guardedQuery(
      { id: listid, members: "contact", isDynamic, query: isDynamic ? query : null },
      { policy, campaign: null, freed: noneFreed, found: [] },
      xml,
    );
    if (!guarded.ok) throw new Error(guarded.because);
    const twin = newId();
    await request(marketerId, "POST", "lists", {
      listid: twin,
      listname: "Everybody, guarded",
      createdfromcode: 2,
      type: true,
      query: guarded.fetchXml,
    });
    expect(await lettersTo(twin)).toEqual(UNPROTECTED);
  },
);
