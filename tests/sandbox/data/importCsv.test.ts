import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CsvFault, separatorOf } from "../../../sandbox/data/csv/csvFile";
import { throughServer } from "../../../sandbox/data/csv/webApiDoor";
import { describeImport, importCsv, type ImportSummary } from "../../../sandbox/data/importCsv";
import { openOrganization, type Row, type TestSandbox } from "./organization";

jest.setTimeout(60_000);

let sandbox: TestSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await openOrganization();
});
afterAll(async () => {
  await sandbox?.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-csv-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(folder, name), lines.join("\n"));
}

function importFolder(): Promise<ImportSummary> {
  return importCsv(folder, {
    metadata: sandbox.organization.metadata,
    send: throughServer(sandbox.server, sandbox.organization.administratorId),
  });
}

const get = (path: string): Promise<readonly Row[]> =>
  sandbox.get(path, sandbox.organization.administratorId);

/** `file:line` of everything refused. */
const places = ({ refused }: ImportSummary): string[] =>
  refused.map((row) => `${row.file}:${String(row.line)}`);

async function countOf(table: string): Promise<number> {
  const [row] = await sandbox.organization.database.query<{ count: number }>(
    `select count(*)::int as count from ${table}`,
  );
  return row?.count ?? 0;
}

describe("a folder of files", () => {
  const client = "a1000000-0000-4000-8000-000000000001";
  const person = "a1000000-0000-4000-8000-000000000002";

  it("is imported in an order in which every lookup finds its row, also between tables that point to each other", async () => {
    file(
      "account.csv",
      "accountid,name,primarycontactid,parentaccountid:account.name",
      `${client},Ravel SA,${person},Satie Holding`,
      ",Satie Holding,,",
    );
    file(
      "contact.csv",
      "contactid,firstname,lastname,parentcustomerid:account",
      `${person},Maurice,Ravel,${client}`,
    );
    file(
      "ent_interaction.csv",
      "ent_name,ent_occurredon,ent_kindid.ent_code,ent_topicid.ent_name,ent_contactid.emailaddress1,ent_accountid",
      `Clicked,2026-02-01T09:30:00Z,order-click,Harmony,,name=Ravel SA`,
    );
    file(
      "ent_interactionkind.csv",
      "ent_code,ent_name,ent_channel,ent_origin,ent_points",
      "order-click,Clicked,Web,Marketing,4",
    );
    file("ent_topic.csv", "ent_name", "Harmony");

    const summary = await importFolder();

    expect(summary.refused).toEqual([]);
    const [account] = await get(`accounts(${client})/contact_customer_accounts?$select=fullname`);
    expect(account?.fullname).toBe("Maurice Ravel");
    const [ravel] = await get(
      `accounts?$select=name,_primarycontactid_value&$expand=parentaccountid($select=name)&$filter=accountid eq ${client}`,
    );
    expect(ravel).toMatchObject({
      _primarycontactid_value: person,
      parentaccountid: { name: "Satie Holding" },
    });
    const [interaction] = await get(
      `ent_interactions?$select=ent_name,ent_occurredon&$expand=ent_kindid($select=ent_code),ent_topicid($select=ent_name),ent_accountid($select=name)&$filter=ent_name eq 'Clicked'`,
    );
    expect(interaction).toMatchObject({
      ent_occurredon: "2026-02-01T09:30:00Z",
      ent_kindid: { ent_code: "order-click" },
      ent_topicid: { ent_name: "Harmony" },
      ent_accountid: { name: "Ravel SA" },
    });
  });

  it("names every row that it refuses, with the line and the reason, and imports the others", async () => {
    file(
      "contact.csv",
      "contactid;firstname;lastname;parentcustomerid:account;preferredcontactmethodcode;donotemail;birthdate;annualincome",
      `;Good;One;${client};E-mail;oui;1980-02-29;1234,50`,
      `;No;Account;b1000000-0000-4000-8000-00000000dead;;;;`,
      `;No;Choice;${client};Pigeon;;;`,
      `;No;Boolean;${client};;perhaps;;`,
      `;No;Date;${client};;;29/02/1980;`,
      `;No;Number;${client};;;;1.234,50`,
      `;"Two`,
      `lines";Fine;${client};2;false;;`,
      `${person};Same;Id;${client};;;;`,
      `;Too;Few;${client}`,
      `;${"x".repeat(60)};Long;${client};;;;`,
      `;No;Option;${client};77;;;`,
    );

    const summary = await importFolder();

    expect(summary.files).toEqual([{ file: "contact.csv", rows: 11, imported: 2, ignored: [] }]);
    expect(places(summary)).toEqual(
      [3, 4, 5, 6, 7, 10, 11, 12, 13].map((line) => `contact.csv:${String(line)}`),
    );
    const reasons = summary.refused.map(({ reason }) => reason);
    expect(reasons[0]).toMatch(/account.*b1000000-0000-4000-8000-00000000dead.*Does Not Exist.*0x80040217/i);
    expect(reasons[1]).toMatch(
      /^preferredcontactmethodcode: "Pigeon" is not one of its choices: Any \(1\), /,
    );
    expect(reasons[2]).toBe('donotemail: "perhaps" is not true or false');
    expect(reasons[3]).toMatch(/^birthdate: "29\/02\/1980" is not a date/);
    expect(reasons[4]).toMatch(/^annualincome: "1.234,50" is not a number/);
    expect(reasons[5]).toMatch(/matching key values already exists.*0x80040237/);
    expect(reasons[6]).toBe("the line has 4 cells, the header 8");
    expect(reasons[7]).toMatch(/firstname.*maximum allowed length of '50'.*0x80044331/);
    expect(reasons[8]).toMatch(/preferredcontactmethodcode.*outside the valid range.*0x8004431a/i);
    const [good] = await get(
      "contacts?$select=preferredcontactmethodcode,donotemail,birthdate,annualincome&$filter=firstname eq 'Good'",
    );
    expect(good).toMatchObject({
      preferredcontactmethodcode: 2,
      donotemail: true,
      birthdate: "1980-02-29",
      annualincome: 1234.5,
    });
    expect(describeImport(summary)).toContain("contact.csv: 2 of 11 rows imported");
    expect(describeImport(summary)).toContain("contact.csv, line 11: refused: the line has 4 cells");
  });

  it("keeps a row whose lookup to its own table cannot be found, and says so", async () => {
    file("account.csv", "name,parentaccountid", "Orphan,name=Nobody", "Child,name=Orphan");
    const summary = await importFolder();
    expect(summary.refused).toEqual([
      {
        file: "account.csv",
        line: 2,
        reason: 'parentaccountid: there is no account with name "Nobody"',
        kept: true,
      },
    ]);
    const [child] = await get(
      "accounts?$select=name&$expand=parentaccountid($select=name)&$filter=name eq 'Child'",
    );
    expect(child).toMatchObject({ parentaccountid: { name: "Orphan" } });
  });

  it("says when a key names several rows, and when a cell names no table", async () => {
    file("account.csv", "name", "Twins", "Twins");
    await importFolder();
    file("account.csv", "name", "Other");
    file(
      "contact.csv",
      "lastname,parentcustomerid",
      "A,account:name=Twins",
      "B,name=Other",
      "C,account:name=Other",
      "D,account:nonsense=1",
      "E,account:xyz",
    );
    const summary = await importFolder();
    expect(places(summary)).toEqual([2, 3, 5, 6].map((line) => `contact.csv:${String(line)}`));
    expect(summary.refused.map(({ reason }) => reason)).toEqual([
      'parentcustomerid: there is more than one account with name "Twins"',
      'parentcustomerid: "name=Other" does not say to which table it belongs; write one of account:…, contact:…',
      'parentcustomerid: there is no column "nonsense" in the table account',
      'parentcustomerid: "account:xyz" is neither an id nor column=value',
    ]);
  });

  it("takes names that look like queries for what they are", async () => {
    file("account.csv", "name", `"O'Neil') or (1 eq 1"`, `"a&b=c"`);

    file(
      "contact.csv",
      "lastname,parentcustomerid:account.name",
      `Hostile,"O'Neil') or (1 eq 1"`,
      `Ampersand,a&b=c`,
    );
    expect((await importFolder()).refused).toEqual([]);
    const [contact] = await get(
      "contacts?$select=lastname&$expand=parentcustomerid_account($select=name)&$filter=lastname eq 'Hostile'",
    );
    expect(contact).toMatchObject({ parentcustomerid_account: { name: "O'Neil') or (1 eq 1" } });
  });

  it("keeps creation dates, and leaves out what only the service writes", async () => {
    file(
      "account.csv",
      "name,createdon,modifiedon,versionnumber,owningbusinessunit",
      "Dated,2024-05-06T07:08:09Z,2025-01-01,12,x",
    );
    const summary = await importFolder();
    expect(summary.refused).toEqual([]);
    expect(summary.files[0]?.ignored).toEqual(["modifiedon", "versionnumber", "owningbusinessunit"]);
    const [account] = await get("accounts?$select=createdon&$filter=name eq 'Dated'");
    expect(account?.createdon).toBe("2024-05-06T07:08:09Z");
  });

  it("imports activities with their parties, closed ones too", async () => {
    file(
      "phonecall.csv",
      "subject,regardingobjectid:account.name,from,to,directioncode,statecode,statuscode,actualend",
      `Called back,Dated,systemuser:${sandbox.organization.administratorId},contact:lastname=Ravel|contact:lastname=Hostile,true,Completed,2,2026-03-01T10:00Z`,
    );
    expect((await importFolder()).refused).toEqual([]);
    const [call] = await get(
      "phonecalls?$select=subject,statecode&$expand=phonecall_activity_parties($select=participationtypemask,_partyid_value)&$filter=subject eq 'Called back'",
    );
    expect(call?.statecode).toBe(1);
    const masks = (call?.phonecall_activity_parties as readonly Row[]).map(
      (party) => party.participationtypemask,
    );
    expect([...masks].sort()).toEqual([1, 2, 2, 8, 9]);
  });

  it("puts members on lists and lists on campaigns and their activities", async () => {
    file("list.csv", "listname,type,createdfromcode", "Readers,false,Contact");
    file("listmember.csv", "listid.listname,entityid:contact.lastname", "Readers,Ravel", "Readers,Nobody");
    file("campaign.csv", "name", "Spring");
    file("campaignitem.csv", "campaignid.name,entityid:list.listname", "Spring,Readers");
    file(
      "campaignactivity.csv",
      "subject,regardingobjectid:campaign.name,channeltypecode",
      "Invitation,Spring,Email",
    );
    file("campaignactivityitem.csv", "campaignactivityid.subject,itemid:list.listname", "Invitation,Readers");
    const summary = await importFolder();
    expect(places(summary)).toEqual(["listmember.csv:3"]);
    const [list] = await get("lists?$select=membercount&$filter=listname eq 'Readers'");
    expect(list?.membercount).toBe(1);
    expect(await countOf("campaignactivityitem")).toBe(1);
    expect(await countOf("campaignitem")).toBe(1);
  });
});

describe("a file", () => {
  it.each([
    ["with a byte order mark", "\ufeffname,telephone1\nBom,1"],
    ["with semicolons", "name;telephone1\nSemicolon;1"],
    ["with tabs", "name\ttelephone1\nTab\t1"],
    ["with line ends of Windows", "name,telephone1\r\nWindows,1\r\n"],
    ["with commas in quotes", '"name",telephone1\n"Commas, and ""quotes""; all",1'],
    ["with empty lines", "name,telephone1\n\nEmpty lines,1\n\n"],
  ])("%s is read", async (_, content) => {
    writeFileSync(join(folder, "account.csv"), content);
    expect(await importFolder()).toMatchObject({ files: [{ rows: 1, imported: 1 }], refused: [] });
  });

  it("is told by the separator of its header alone", () => {
    expect(separatorOf('a;b\n"1,2,3,4";5')).toBe(";");
    expect(separatorOf('"a;b;c",d\n')).toBe(",");
    expect(separatorOf("lonely\n1;2")).toBe(",");
  });
});

describe("nothing is imported", () => {
  const refused = async (): Promise<string> => {
    const before = await countOf("account");
    const error: unknown = await importFolder().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CsvFault);
    expect(await countOf("account")).toBe(before);
    return (error as CsvFault).message;
  };

  it("when a file names no table or a header no column, and every fault is said at once", async () => {
    file("account.csv", "name,shoesize,Telephone1", "A,1,2");
    file("acount.csv", "name", "B");
    file("contact.csv", "lastname,lastname,parentcustomerid:lead,donotemail.name,ent_x", "C,D,,,");
    const message = await refused();
    expect(message).toContain(
      'account.csv: there is no column "shoesize" in the table account; "Telephone1" is not the name of a column',
    );
    expect(message).toContain('acount.csv: there is no table "acount"');
    expect(message).toContain('column "lastname" is there twice');
    expect(message).toContain('parentcustomerid cannot point to "lead", only to account, contact');
    expect(message).toContain("the column donotemail is not a lookup");
  });

  it("when a key belongs to a lookup of several tables, or is no column of its table", async () => {
    file("account.csv", "name,primarycontactid.nickname2", "A,");
    file("contact.csv", "lastname,parentcustomerid.name", "A,");
    const message = await refused();
    expect(message).toContain('there is no column "nickname2" in the table contact');
    expect(message).toContain("say to which table, as in parentcustomerid:account.name");
  });

  it("when a file is not in UTF-8", async () => {
    writeFileSync(join(folder, "account.csv"), Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x74, 0xe9]));
    expect(await refused()).toContain("account.csv is not in UTF-8");
  });

  it("when a quote is never closed", async () => {
    file("account.csv", "name", '"never closed');
    expect(await refused()).toContain("account.csv cannot be read");
  });

  it("when a file is empty, or the folder, or there is no folder", async () => {
    file("account.csv");
    expect(await refused()).toContain("account.csv is empty");
    rmSync(join(folder, "account.csv"));
    expect(await refused()).toContain("There is no CSV file in");
    rmSync(folder, { recursive: true });
    expect(await refused()).toContain("cannot be read");
  });

  it("when an intersect table does not name both its ends", async () => {
    file("listmember.csv", "listid,entityid", "x,y");
    expect(await refused()).toContain("it has to name the two rows that belong together");
  });
});
