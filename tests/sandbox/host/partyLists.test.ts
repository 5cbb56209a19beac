import type { ColumnDescription, FormDescription, TableDescription } from "../../../sandbox/host/description";
import { FormSession } from "../../../sandbox/host/form/formSession";
import { fieldText } from "../../../sandbox/host/form/record";

const MEETING = "11111111-2222-4333-8444-555555555555";
const CONTACT = "aaaaaaaa-0000-4000-8000-000000000001";
const LEAD = "aaaaaaaa-0000-4000-8000-000000000002";
const USER = "aaaaaaaa-0000-4000-8000-000000000003";
const ACCOUNT = "aaaaaaaa-0000-4000-8000-000000000004";

function column(logicalName: string, more: Partial<ColumnDescription>): ColumnDescription {
  return {
    ...{ logicalName, type: "string", label: logicalName, description: "", required: "none" },
    ...{ validForCreate: true, validForUpdate: true },
    ...more,
  };
}

function partyList(logicalName: string, participation: number): ColumnDescription {
  const navigation = Object.fromEntries(
    ["account", "contact", "lead", "systemuser"].map((table) => [table, `partyid_${table}`]),
  );
  const parties = { collection: "appointment_activity_parties", participation };
  return column(logicalName, { type: "partylist", targets: Object.keys(navigation), navigation, parties });
}

// The organizer is not on this form.
const columns = [column("subject", {}), partyList("requiredattendees", 5), partyList("optionalattendees", 6)];

const form: FormDescription = {
  ...{ id: "form", table: "appointment", primaryIdColumn: "activityid", title: "Entente", formXml: "" },
  columns: Object.fromEntries(columns.map((one) => [one.logicalName, one])),
  ...{ controls: {}, subgrids: {}, others: [] },
};

function table(logicalName: string, entitySetName: string): TableDescription {
  return {
    ...{ logicalName, entitySetName, label: logicalName, pluralLabel: entitySetName },
    ...{ primaryIdColumn: "activityid", primaryNameColumn: "subject", hasForm: true },
  };
}

const tables: Readonly<Record<string, TableDescription>> = {
  appointment: table("appointment", "appointments"),
  account: table("account", "accounts"),
  contact: table("contact", "contacts"),
  systemuser: table("systemuser", "systemusers"),
};

function party(participation: number, tableName: string, id: string, name: string, addressused?: string) {
  return {
    participationtypemask: participation,
    _partyid_value: id,
    "_partyid_value@OData.Community.Display.V1.FormattedValue": name,
    "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": tableName,
    addressused: addressused ?? null,
    unresolvedpartyname: null,
  };
}

const meeting = {
  subject: "Workshop",
  appointment_activity_parties: [
    party(5, "contact", CONTACT, "Ada Client"),
    party(5, "systemuser", USER, "Rita Rep", "rita@entente.example"),
    party(7, "systemuser", USER, "Rita Rep"),
    party(8, "account", ACCOUNT, "Acme"),
    party(9, "systemuser", USER, "Rita Rep"),
    {
      participationtypemask: 6,
      _partyid_value: null,
      addressused: "guest@elsewhere.example",
      unresolvedpartyname: "A guest",
    },
  ],
};

/** A form of a meeting, with what it asked of the service. */
async function openMeeting(id = MEETING) {
  const sent: { method: string; path: string; body?: unknown }[] = [];
  const session = new FormSession(
    form,
    tables.appointment as TableDescription,
    id,
    columns,
    (name) => tables[name],
    () => true,
    {
      created: () => undefined,
      send: (path, { method = "GET", body }) => {
        sent.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : undefined });
        if (method === "GET") return Promise.resolve(Response.json(meeting));
        const headers = { "OData-EntityId": `http://localhost/api/data/v9.2/appointments(${MEETING})` };
        return Promise.resolve(new Response(null, { status: 204, headers }));
      },
    },
  );
  await session.open();
  return { session, sent };
}

const REQUIRED = [
  { id: CONTACT, name: "Ada Client", entityType: "contact" },
  { id: USER, name: "Rita Rep", entityType: "systemuser" },
];

describe("a form's party lists", () => {
  it("are read from the activity's parties, each those who take part in its way", async () => {
    const { session, sent } = await openMeeting();
    expect(sent).toEqual([
      {
        method: "GET",
        path:
          `appointments(${MEETING})?$select=subject&$expand=appointment_activity_parties` +
          "($select=_partyid_value,participationtypemask,addressused,unresolvedpartyname)",
        body: undefined,
      },
    ]);
    expect(session.field("requiredattendees").value).toEqual(REQUIRED);
    expect(fieldText(session.field("requiredattendees"))).toBe("Ada Client; Rita Rep");
    // Who was invited from outside is no row that the list could lead to.
    expect(session.field("optionalattendees").value).toEqual([]);
  });

  it("are saved with everybody else who takes part, since a write replaces all of them", async () => {
    const { session, sent } = await openMeeting();
    session.change("optionalattendees", [{ id: ACCOUNT, name: "Acme", entityType: "account" }]);
    await session.save();
    expect(sent[1]).toEqual({
      method: "PATCH",
      path: `appointments(${MEETING})`,
      body: {
        appointment_activity_parties: [
          { "partyid_contact@odata.bind": `/contacts(${CONTACT})`, participationtypemask: 5 },
          {
            "partyid_systemuser@odata.bind": `/systemusers(${USER})`,
            participationtypemask: 5,
            addressused: "rita@entente.example",
          },
          { "partyid_systemuser@odata.bind": `/systemusers(${USER})`, participationtypemask: 7 },
          {
            unresolvedpartyname: "A guest",
            participationtypemask: 6,
            addressused: "guest@elsewhere.example",
          },
          { "partyid_account@odata.bind": `/accounts(${ACCOUNT})`, participationtypemask: 6 },
        ],
      },
    });
  });

  it("are left alone by a save of something else", async () => {
    const { session, sent } = await openMeeting();
    session.change("subject", "Workshop, second part");
    await session.save();
    expect(sent[1]?.body).toEqual({ subject: "Workshop, second part" });
  });

  it("are no longer changed once they are as they were", async () => {
    const { session } = await openMeeting();
    session.change("requiredattendees", REQUIRED.slice(0, 1));
    expect(session.isDirty("requiredattendees")).toBe(true);
    session.change("requiredattendees", [...REQUIRED]);
    expect(session.isDirty("requiredattendees")).toBe(false);
  });

  it("are created along with a new activity", async () => {
    const { session, sent } = await openMeeting("");
    session.change("subject", "First talk");
    session.change("requiredattendees", REQUIRED.slice(0, 1));
    await session.save();
    expect(sent[0]).toEqual({
      method: "POST",
      path: "appointments",
      body: {
        subject: "First talk",
        appointment_activity_parties: [
          { "partyid_contact@odata.bind": `/contacts(${CONTACT})`, participationtypemask: 5 },
        ],
      },
    });
  });

  it("take nobody of a table that no party can be of", async () => {
    const { session, sent } = await openMeeting();
    session.change("optionalattendees", [{ id: LEAD, name: "Deal", entityType: "opportunity" }]);
    await expect(session.save()).rejects.toMatchObject({
      message: "A row of the table opportunity cannot take part in an activity.",
    });
    expect(sent).toHaveLength(1);
  });
});
