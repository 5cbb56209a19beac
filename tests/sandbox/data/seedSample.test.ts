import { defaultPolicy } from "../../../domain/policy";
import { CAMPAIGN_ACTIVITIES } from "../../../sandbox/data/sample/campaigns";
import { NAMED_ACCOUNTS, type NamedAccountKey } from "../../../sandbox/data/sample/namedAccounts";
import { namedDealId } from "../../../sandbox/data/sample/opportunities";
import { sampleOrganization } from "../../../sandbox/data/sample/sampleOrganization";
import { seedSample, type SeededSample } from "../../../sandbox/data/seedSample";
import { SAMPLE_USERS } from "../../../sandbox/data/users";
import { isLookup } from "../../../sandbox/server/metadata/catalog";
import type { ColumnMetadata, TableMetadata } from "../../../sandbox/server/metadata/model";
import { identifier, isPolymorphic, targetColumn } from "../../../sandbox/server/store/physical";
import { isStored } from "../../../sandbox/server/store/schema";
import { NOW, openOrganization, type Row, type TestSandbox } from "./organization";

jest.setTimeout(60_000);

let sandbox: TestSandbox;
let seeded: SeededSample;
let withoutSolution: { readonly refusal: unknown; readonly businessUnits: number };
beforeAll(async () => {
  sandbox = await openOrganization(async (organization) => {
    const refusal: unknown = await seedSample(organization).catch((error: unknown) => error);
    const units = await organization.database.query("select 1 from businessunit");
    withoutSolution = { refusal, businessUnits: units.length };
  });
  seeded = await seedSample(sandbox.organization);
});
afterAll(async () => {
  await sandbox?.close();
});

const query = <Result extends object>(sql: string, values: readonly unknown[] = []): Promise<Result[]> =>
  sandbox.organization.database.query<Result>(sql, values);

const fetchXml = (set: string, xml: string, userId?: string): Promise<readonly Row[]> =>
  sandbox.get(`${set}?fetchXml=${encodeURIComponent(xml)}`, userId);

describe("every row", () => {
  it("is there", async () => {
    for (const [table, rows] of seeded.rows) {
      const [counted] = await query<{ count: number }>(
        `select count(*)::int as count from ${identifier(table)}`,
      );
      // The organisation itself brings a currency, and the people of the sample their teams.
      const own = table === "transactioncurrency" ? 1 : 0;
      expect([table, counted?.count]).toEqual([table, rows + own]);
    }
  });

  it("points only to rows that are there", async () => {
    const catalog = sandbox.organization.metadata;
    const broken: string[] = [];
    for (const table of catalog.tables.values()) {
      if (!isStored(table)) continue;
      for (const column of [...table.columns.values()].filter(isLookup)) {
        for (const target of column.targets ?? []) {
          const referenced = catalog.table(target);
          if (referenced === undefined || !isStored(referenced)) continue;
          const name = identifier(column.logicalName);
          const ofTarget = isPolymorphic(column)
            ? `and t.${identifier(targetColumn(column.logicalName))} = '${target}'`
            : "";
          const [orphans] = await query<{ count: number }>(
            `select count(*)::int as count from ${identifier(table.logicalName)} t where t.${name} is not null ${ofTarget}
             and not exists (select 1 from ${identifier(target)} r where r.${identifier(referenced.primaryIdColumn)} = t.${name})`,
          );
          if (orphans?.count !== 0) broken.push(`${table.logicalName}.${column.logicalName} → ${target}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it("keeps the limits that the Web API would hold it to", () => {
    const scope = { now: NOW, scale: 1, baseCurrencyId: sandbox.organization.baseCurrencyId };
    const faults = new Set<string>();
    for (const { table, rows } of sampleOrganization(scope)) {
      const metadata = sandbox.organization.metadata.table(table) as TableMetadata;
      for (const row of rows) {
        for (const [name, value] of Object.entries(row)) {
          const column = metadata.columns.get(name);
          if (column !== undefined && !holds(column, value))
            faults.add(`${table}.${name}: ${JSON.stringify(value)}`);
        }
      }
    }
    expect([...faults]).toEqual([]);
  });

  it("belongs to the business unit of its owner", async () => {
    for (const table of ["account", "contact", "opportunity", "ent_interaction", "appointment"]) {
      const rows = await query(
        `select 1 from ${table} t left join systemuser u on u.systemuserid = t.ownerid left join team m on m.teamid = t.ownerid
         where t.owningbusinessunit is distinct from coalesce(u.businessunitid, m.businessunitid)
            or t.owninguser is distinct from u.systemuserid or t.owningteam is distinct from m.teamid`,
      );
      expect([table, rows.length]).toEqual([table, 0]);
    }
  });
});

function holds(column: ColumnMetadata, value: unknown): boolean {
  if (typeof value === "string" && column.maxLength !== undefined) return value.length <= column.maxLength;
  if (typeof value === "number" && column.options !== undefined) {
    return column.options.some((option) => option.value === value);
  }
  if (typeof value === "number")
    return value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity);
  return true;
}

describe("a row put into the store past the Web API", () => {
  /** The physical columns that hold something, whatever it is. */
  async function filled(table: string, key: string, id: string): Promise<string[]> {
    const [row] = await query<Record<string, unknown>>(`select * from ${table} where ${key} = $1`, [id]);
    return Object.entries(row ?? {})
      .filter(([, value]) => value !== null)
      .map(([name]) => name)
      .sort();
  }

  async function create(set: string, body: object): Promise<string> {
    const response = await sandbox.server.inject({
      method: "POST",
      url: `/api/data/v9.2/${set}`,
      headers: { "x-sandbox-user": sandbox.organization.administratorId, "content-type": "application/json" },
      payload: JSON.stringify(body),
    });
    expect([set, response.statusCode, response.body]).toEqual([set, 204, ""]);
    return /\(([^)]+)\)$/.exec(String(response.headers["odata-entityid"]))?.[1] ?? "";
  }

  it("looks like one that was created through it", async () => {
    const [contact] = await query<Record<string, unknown> & { contactid: string }>(
      `select * from contact where parentcustomerid = $1 and mobilephone is not null order by contactid limit 1`,
      [NAMED_ACCOUNTS.hot.id],
    );
    const given = [
      "firstname",
      "lastname",
      "jobtitle",
      "department",
      "accountrolecode",
      "emailaddress1",
      "telephone1",
      "mobilephone",
      "address1_city",
      "address1_postalcode",
      "address1_country",
      "preferredcontactmethodcode",
      "followemail",
      "donotemail",
    ];
    const twin = await create("contacts", {
      ...Object.fromEntries(given.map((name) => [name, contact?.[name]])),
      "parentcustomerid_account@odata.bind": `/accounts(${NAMED_ACCOUNTS.hot.id})`,
      "ownerid@odata.bind": `/systemusers(${SAMPLE_USERS.rep.id})`,
    });
    expect(await filled("contact", "contactid", contact?.contactid ?? "")).toEqual(
      await filled("contact", "contactid", twin),
    );
    const names = await query<{ fullname: string }>(
      `select fullname from contact where contactid in ($1, $2)`,
      [contact?.contactid, twin],
    );
    expect(names[0]?.fullname).toBe(names[1]?.fullname);
  });

  it("has its sums in base currency, at the same rate", async () => {
    const [sample] = await query<Record<string, unknown>>(
      "select estimatedvalue::text, estimatedvalue_base::text, exchangerate::text, transactioncurrencyid from opportunity where opportunityid = $1",
      [namedDealId("shipping")],
    );
    const twin = await create("opportunities", {
      name: "Twin",
      estimatedvalue: 930_000,
      "transactioncurrencyid@odata.bind": `/transactioncurrencies(${String(sample?.transactioncurrencyid)})`,
      "customerid_account@odata.bind": `/accounts(${NAMED_ACCOUNTS.shipping.id})`,
    });
    const [created] = await query<Record<string, unknown>>(
      "select estimatedvalue::text, estimatedvalue_base::text, exchangerate::text, transactioncurrencyid from opportunity where opportunityid = $1",
      [twin],
    );
    const numbers = (row: Record<string, unknown> | undefined): number[] =>
      [row?.estimatedvalue, row?.estimatedvalue_base, row?.exchangerate].map(Number);
    expect(numbers(created)).toEqual(numbers(sample));
  });

  it("has its activity parties", async () => {
    const [appointment] = await query<{ activityid: string }>(
      `select activityid from appointment where regardingobjectid = $1 and statecode = 3 order by scheduledstart limit 1`,
      [NAMED_ACCOUNTS.hot.id],
    );
    const parties = await query<{ participationtypemask: number; type: string }>(
      `select participationtypemask, "partyid$type" as type from activityparty where activityid = $1 order by 1, 2`,
      [appointment?.activityid],
    );
    expect(parties).toEqual([
      { participationtypemask: 5, type: "contact" },
      { participationtypemask: 5, type: "systemuser" },
      { participationtypemask: 7, type: "systemuser" },
      { participationtypemask: 8, type: "account" },
      { participationtypemask: 9, type: "systemuser" },
    ]);
  });
});

describe("the people", () => {
  it.each(["rep", "marketer", "admin"] as const)(
    "%s has their roles, time zone and language",
    async (key) => {
      const user = SAMPLE_USERS[key];
      const caller = await sandbox.organization.caller(user.id);
      const names = caller.roleIds.map((id) => sandbox.organization.metadata.roles.get(id)?.name);
      expect(names).toEqual(expect.arrayContaining([...user.roles]));
      expect(caller.timeZone).toMatch(/^Europe\//);
      expect(caller.languageId).toBe(1033);
    },
  );

  it("sees as a rep what the sales team owns", async () => {
    const [account] = await sandbox.get(
      `accounts?$select=name&$filter=accountid eq ${NAMED_ACCOUNTS.largest.id}`,
    );
    expect(account?.name).toBe("Groupe Aurélis");
  });
});

describe("the cases that a rep meets", () => {
  /** Interactions of an account, by its contacts or by name, between so many days ago. */
  async function interactions(key: NamedAccountKey, from: number, to = 0): Promise<number> {
    const moment = (days: number): string => new Date(NOW.getTime() - days * 86_400_000).toISOString();
    const rows = await fetchXml(
      "ent_interactions",
      `<fetch aggregate="true"><entity name="ent_interaction">
        <attribute name="ent_interactionid" aggregate="count" alias="count"/>
        <filter><condition attribute="ent_occurredon" operator="gt" value="${moment(from)}"/>
          <condition attribute="ent_occurredon" operator="le" value="${moment(to)}"/>
          <filter type="or"><condition attribute="ent_accountid" operator="eq" value="${NAMED_ACCOUNTS[key].id}"/>
            <condition entityname="person" attribute="parentcustomerid" operator="eq" value="${NAMED_ACCOUNTS[key].id}"/></filter>
        </filter>
        <link-entity name="contact" from="contactid" to="ent_contactid" link-type="outer" alias="person"/>
      </entity></fetch>`,
    );
    return Number(rows[0]?.count);
  }

  async function contacts(key: NamedAccountKey): Promise<readonly Row[]> {
    return sandbox.get(
      `contacts?$select=fullname,followemail,donotbulkemail&$filter=_parentcustomerid_value eq ${NAMED_ACCOUNTS[key].id}`,
    );
  }

  async function openDeals(key: NamedAccountKey): Promise<readonly Row[]> {
    return sandbox.get(
      `opportunities?$select=name,estimatedvalue_base,estimatedclosedate,salesstage,stepname,closeprobability,_ownerid_value&$filter=statecode eq 0 and _parentaccountid_value eq ${NAMED_ACCOUNTS[key].id}`,
    );
  }

  it("hot: more every month, two open opportunities, a meeting to come", async () => {
    const [last, before, earlier] = [
      await interactions("hot", 30),
      await interactions("hot", 60, 30),
      await interactions("hot", 90, 60),
    ];
    expect(last).toBeGreaterThan(2 * before);
    expect(before).toBeGreaterThan(earlier);
    expect(await openDeals("hot")).toHaveLength(2);
    const meetings = await sandbox.get(
      `appointments?$select=subject&$filter=statecode eq 3 and _regardingobjectid_value eq ${NAMED_ACCOUNTS.hot.id}`,
    );
    expect(meetings.length).toBeGreaterThan(0);
  });

  it("cooling: busy half a year ago, next to nothing in the last month", async () => {
    expect(await interactions("cooling", 30)).toBeLessThan(5);
    expect(await interactions("cooling", 240, 120)).toBeGreaterThan(60);
  });

  it("silent: nothing in the days that count, something before", async () => {
    expect(await interactions("silent", defaultPolicy.windowDays)).toBe(0);
    expect(await interactions("silent", 400)).toBe(NAMED_ACCOUNTS.silent.interactions);
  });

  it("never: contacts and a deal, not one interaction", async () => {
    expect(await interactions("never", 4000)).toBe(0);
    expect((await contacts("never")).length).toBeGreaterThan(0);
    expect(await openDeals("never")).toHaveLength(1);
  });

  it("not trackable: nobody allows it", async () => {
    const people = await contacts("notTrackable");
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((person) => person.followemail === false && person.donotbulkemail === true)).toBe(
      true,
    );
    expect(await interactions("notTrackable", 4000)).toBe(0);
  });

  it("no contacts: interactions of the account itself", async () => {
    expect(await contacts("noContacts")).toHaveLength(0);
    expect(await interactions("noContacts", 400)).toBe(NAMED_ACCOUNTS.noContacts.interactions);
    expect(await openDeals("noContacts")).toHaveLength(1);
  });

  it("largest: 900 contacts, 2,000 interactions, subsidiaries in two countries", async () => {
    expect(await contacts("largest")).toHaveLength(900);
    expect(await interactions("largest", 400)).toBe(2000);
    const subsidiaries = await sandbox.get(
      `accounts?$select=name&$filter=_parentaccountid_value eq ${NAMED_ACCOUNTS.largest.id}&$orderby=name`,
    );
    expect(subsidiaries.map(({ name }) => name)).toEqual(["Aurélis Assurances", "Aurélis Nederland"]);
  });

  it("two very large deals in closing, one of them in dollars and with stakeholders from elsewhere on the other", async () => {
    const [bank] = await openDeals("bank");
    const [shipping] = await openDeals("shipping");
    expect(bank).toMatchObject({
      salesstage: 3,
      stepname: "4-Close",
      estimatedvalue_base: 1_200_000,
      closeprobability: 90,
    });
    expect(Number(shipping?.estimatedvalue_base)).toBeCloseTo(845_454.5455, 4);
    const others = await query<{ name: string }>(
      `select a.name from connection c join contact p on p.contactid = c.record2id join account a on a.accountid = p.parentcustomerid
       where c.record1id = $1 and a.accountid <> $2 order by 1`,
      [namedDealId("bank"), NAMED_ACCOUNTS.bank.id],
    );
    expect(others.map(({ name }) => name)).toEqual(["Lumen Biotech", "Verhaegen Holding"]);
  });

  it("an overdue deal in closing, and a subsidiary's deal under a parent without one", async () => {
    const overdue = (await openDeals("largest")).find((deal) => deal.name === "Security renewal");
    expect(String(overdue?.estimatedclosedate).slice(0, 10)).toBe("2026-03-12");
    expect(await openDeals("holding")).toHaveLength(0);
    expect(await openDeals("subsidiary")).toHaveLength(1);
  });

  it("soured: what was heard outweighs everything on Support", async () => {
    const [points] = await query<{ points: number }>(
      `select sum(k.ent_points * power(2, -extract(day from $2::timestamptz - i.ent_occurredon) / coalesce(k.ent_halflifedays, 30)))::float as points
       from ent_interaction i join ent_interactionkind k on k.ent_interactionkindid = i.ent_kindid join ent_topic t on t.ent_topicid = i.ent_topicid
       left join contact c on c.contactid = i.ent_contactid
       where t.ent_name = 'Support' and coalesce(i.ent_accountid, c.parentcustomerid) = $1`,
      [NAMED_ACCOUNTS.soured.id, NOW],
    );
    expect(points?.points).toBeLessThan(0);
  });

  it("newcomer: nothing older than a week", async () => {
    expect(await interactions("newcomer", 7)).toBe(NAMED_ACCOUNTS.newcomer.interactions);
    expect(await interactions("newcomer", 400, 7)).toBe(0);
  });

  it.each(["hostileSql", "hostileMarkup", "emoji", "rightToLeft"] as const)(
    "%s: the name comes back as it is",
    async (key) => {
      const { id, name } = NAMED_ACCOUNTS[key];
      const [account] = await sandbox.get(
        `accounts?$select=name&$filter=name eq '${encodeURIComponent(name.replace(/'/g, "''"))}'`,
      );
      expect(account).toMatchObject({ accountid: id, name });
    },
  );
});

describe("marketing", () => {
  it("plans something for this week, each activity with its list on its campaign", async () => {
    const planned = await fetchXml(
      "campaignactivities",
      `<fetch distinct="true"><entity name="campaignactivity"><attribute name="subject"/>
        <filter><condition attribute="statecode" operator="eq" value="0"/>
          <condition attribute="scheduledstart" operator="next-x-days" value="7"/></filter>
        <link-entity name="campaignactivityitem" from="campaignactivityid" to="activityid">
          <link-entity name="list" from="listid" to="itemid"/></link-entity></entity></fetch>`,
      SAMPLE_USERS.marketer.id,
    );
    expect(planned.length).toBeGreaterThanOrEqual(5);
    const pairs = await query(
      `select 1 from campaignactivityitem i join campaignactivity a on a.activityid = i.campaignactivityid
       where not exists (select 1 from campaignitem c where c.campaignid = a.regardingobjectid and c.entityid = i.itemid)`,
    );
    expect(pairs).toEqual([]);
    expect(CAMPAIGN_ACTIVITIES.every((activity) => activity.lists.length > 0)).toBe(true);
  });

  it("counts the members of static lists, and leaves dynamic ones to their query", async () => {
    const lists = await query<{
      listname: string;
      type: boolean;
      query: string | null;
      membercount: number | null;
      members: number;
    }>(
      `select listname, type, query, membercount, (select count(*)::int from listmember m where m.listid = l.listid) as members from list l`,
    );
    expect(lists.filter(({ type }) => type)).toHaveLength(4);
    for (const { listname, type, query: xml, membercount, members } of lists) {
      if (!type) {
        expect([listname, membercount]).toEqual([listname, members]);
        continue;
      }
      expect([listname, membercount, members]).toEqual([listname, null, 0]);
      const set = /entity name="(\w+)"/.exec(xml ?? "")?.[1] ?? "";
      expect((await fetchXml(`${set}s`, xml ?? "")).length).toBeGreaterThan(5);
    }
  });
});

it("shows deals in every stage, open, won and lost", async () => {
  const groups = await query<{ statecode: number; stepname: string; count: number }>(
    "select statecode, stepname, count(*)::int as count from opportunity where name <> 'Twin' group by 1, 2",
  );
  const open = groups.filter(({ statecode }) => statecode === 0).map(({ stepname }) => stepname);
  expect(open.sort()).toEqual(["1-Qualify", "2-Develop", "3-Propose", "4-Close"]);
  expect(new Set(groups.map(({ statecode }) => statecode))).toEqual(new Set([0, 1, 2]));
});

it("seeds as a whole or not at all", async () => {
  const before = await query<{ count: number }>("select count(*)::int as count from ent_interaction");
  await expect(seedSample(sandbox.organization)).rejects.toThrow();
  expect(await query("select count(*)::int as count from ent_interaction")).toEqual(before);
});

it.each([0, -1, 1.5, Number.NaN])("refuses %p as a scale", async (scale) => {
  await expect(seedSample(sandbox.organization, { scale })).rejects.toThrow(/scale/);
});

it("says that the solution has to be imported first, and writes nothing", () => {
  expect(String(withoutSolution.refusal)).toContain('There is no security role "Entente Rep"');
  expect(withoutSolution.businessUnits).toBe(1);
});

describe("what sales and marketing tell each other", () => {
  it("has notes, some with marketing's answer and some waiting", async () => {
    const [notes] = await query<{ notes: number; answered: number }>(
      `select count(*)::int as notes, count(a.ent_fieldanswerid)::int as answered
       from ent_fieldnote n left join ent_fieldanswer a on a.ent_fieldnoteid = n.ent_fieldnoteid`,
    );
    expect(notes).toEqual({ notes: 5, answered: 3 });
  });

  it("has a hold until a day and one until a deal closes", async () => {
    const holds = await sandbox.get(
      "ent_holds?$select=ent_name,ent_until,_ent_opportunityid_value&$orderby=ent_name",
      SAMPLE_USERS.marketer.id,
    );
    expect(holds.map((hold) => [hold.ent_until === null, hold._ent_opportunityid_value === null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("shows a marketer of one business unit the holds and deals of that unit alone", async () => {
    const { elise, marketer } = SAMPLE_USERS;
    const names = async (userId: string): Promise<unknown[]> =>
      (await sandbox.get("ent_holds?$select=ent_name", userId)).map((hold) => hold.ent_name);
    expect(await names(marketer.id)).toHaveLength(2);
    const [own, all] = await Promise.all([
      sandbox.get("opportunities?$select=name", elise.id),
      sandbox.get("opportunities?$select=name", marketer.id),
    ]);
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(all.length);
  });

  it("lets the rep read event registrations", async () => {
    expect((await sandbox.get("msevtmgt_eventregistrations?$top=1")).length).toBe(1);
  });

  it("knows how long most open deals have been in their stage", async () => {
    const stages = await sandbox.get(
      "opportunitysalesprocesses?$select=activestagestartedon&$expand=activestageid($select=stagename)&$top=500",
    );
    expect(stages.length).toBeGreaterThan(50);
    expect(stages.every((one) => typeof one.activestagestartedon === "string")).toBe(true);
  });
});
