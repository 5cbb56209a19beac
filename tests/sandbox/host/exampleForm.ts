import type { ColumnDescription, FormDescription, TableDescription } from "../../../sandbox/host/description";
import type { FormCell, FormHandler, FormModel } from "../../../sandbox/host/form/formModel";
import { FormSession } from "../../../sandbox/host/form/formSession";
import { FormScripting } from "../../../sandbox/host/script/formScripting";
import { createGlobalContext } from "../../../sandbox/host/script/globalContext";
import { describeXrmTypes } from "../../../sandbox/host/build/describeTypes";
import type { Strictness } from "../../../sandbox/host/pcf/strict";
import { user } from "./exampleHost";

export const id = "11111111-2222-4333-8444-555555555555";

/** Read once: the compiler needs a second for it. */
const types = describeXrmTypes();

function column(logicalName: string, more: Partial<ColumnDescription>): ColumnDescription {
  return {
    logicalName,
    type: "string",
    label: logicalName,
    description: "",
    required: "none",
    validForCreate: true,
    validForUpdate: true,
    ...more,
  };
}

const columns: Readonly<Record<string, ColumnDescription>> = Object.fromEntries(
  [
    column("subject", { maxLength: 20 }),
    column("regardingobjectid", {
      type: "lookup",
      targets: ["campaign"],
      navigation: { campaign: "regardingobjectid_campaign_campaignactivity" },
    }),
    column("statuscode", {
      type: "status",
      options: [
        { value: 0, label: "In Progress" },
        { value: 1, label: "Proposed" },
      ],
    }),
    column("scheduledstart", { type: "datetime", format: "DateOnly", dateTimeBehavior: "DateOnly" }),
    column("budgetedcost", { type: "money" }),
    column("from", {
      type: "partylist",
      targets: ["systemuser"],
      navigation: { systemuser: "partyid_systemuser" },
      parties: { collection: "campaignactivity_activity_parties", participation: 1 },
    }),
    column("ent_guardstate", { type: "choice", options: [{ value: 789100000, label: "Not checked" }] }),
  ].map((one) => [one.logicalName, one]),
);

export const tables: Readonly<Record<string, TableDescription>> = Object.fromEntries(
  [
    ["campaignactivity", "campaignactivities", "activityid", "subject"],
    ["campaign", "campaigns", "campaignid", "name"],
    ["list", "lists", "listid", "listname"],
  ].map(([logicalName = "", entitySetName = "", primaryIdColumn = "", primaryNameColumn]) => [
    logicalName,
    {
      logicalName,
      entitySetName,
      primaryIdColumn,
      primaryNameColumn,
      label: logicalName,
      pluralLabel: entitySetName,
      hasForm: true,
    },
  ]),
);

const form: FormDescription = {
  id: "form",
  table: "campaignactivity",
  primaryIdColumn: "activityid",
  title: "Campaign activity",
  formXml: "",
  columns,
  controls: {},
  subgrids: {
    lists: {
      view: {
        ...{ id: "view", table: "list", title: "Lists", fetchXml: "<fetch/>", layoutXml: "<grid/>" },
        ...{ columns: {}, others: [], charts: [] },
      },
      link: { column: "listid" },
    },
  },
  others: [],
};

function cell(name: string, more: Partial<FormCell["control"]> = {}, visible = true): FormCell {
  const control = { id: name, classId: "", column: name, disabled: false, custom: new Map(), ...more };
  return { visible, showLabel: true, colspan: 1, rowspan: 1, control };
}

const guardControl = { name: "ent_Entente.SendGuard", bindings: {} };

function model(handlers: readonly FormHandler[]): FormModel {
  const rows = [
    [cell("subject")],
    [cell("guard", { column: "subject", custom: new Map([[2, guardControl]]) })],
    // The name that the guard's control has on the shipped form.
    [cell("subject1", { column: "subject", custom: new Map([[2, guardControl]]) })],
    [cell("ent_guardstate", {}, false)],
    [cell("lists", { column: undefined })],
  ];
  const section = { name: "main", label: "", visible: true, showLabel: false, columns: 1, rows };
  const tab = { name: "main", label: "", visible: true, columns: [{ width: "100%", sections: [section] }] };
  return { tabs: [tab], header: [], libraries: ["ent_/scripts/campaignactivity.js"], handlers };
}

const row = {
  subject: "Summer letter",
  _regardingobjectid_value: "aaaaaaaa-2222-4333-8444-555555555555",
  "_regardingobjectid_value@OData.Community.Display.V1.FormattedValue": "Summer",
  "_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "campaign",
  statuscode: 1,
  "statuscode@OData.Community.Display.V1.FormattedValue": "Proposed",
  scheduledstart: "2026-12-04",
  budgetedcost: 1200,
  ent_guardstate: 789100000,
  campaignactivity_activity_parties: [
    {
      participationtypemask: 1,
      _partyid_value: "bbbbbbbb-2222-4333-8444-555555555555",
      "_partyid_value@OData.Community.Display.V1.FormattedValue": "Rita Rep",
      "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
    },
  ],
};

export interface Sent {
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

/** The form of a campaign activity, with a script's functions where its XML names them. */
export async function openForm(
  functions: Readonly<Record<string, (...given: never[]) => unknown>> = {},
  { handlers = ["onload"], newRecord = false, refuses = false, stored = {} } = {},
) {
  const sent: Sent[] = [];
  let kept: object = { ...row, ...stored };
  const created: string[] = [];
  const session = new FormSession(
    form,
    tables.campaignactivity as TableDescription,
    newRecord ? "" : id,
    Object.values(columns),
    (name) => tables[name],
    () => true,
    {
      created: (made) => created.push(made),
      send: (path, { method = "GET", body }) => {
        const given = typeof body === "string" ? (JSON.parse(body) as object) : undefined;
        sent.push({ path, method, body: given });
        if (method === "GET") return Promise.resolve(Response.json(kept));
        if (!refuses) kept = { ...kept, ...given };
        const error = { code: "0x80040220", message: "No privilege." };
        return Promise.resolve(
          refuses
            ? Response.json({ error }, { status: 403 })
            : new Response(null, {
                status: 204,
                headers: { "OData-EntityId": `http://localhost/api/data/v9.2/campaignactivities(${id})` },
              }),
        );
      },
    },
  );
  await session.open();
  const breaches: string[] = [];
  const strictness: Strictness = {
    types,
    published: "the published types",
    report: ({ message }) => breaches.push(message),
  };
  const globalContext = createGlobalContext(strictness, {
    user,
    isOffline: () => false,
    isPhone: () => false,
    origin: "http://localhost:8181",
  });
  const scripting = new FormScripting({
    strictness,
    session,
    globalContext,
    functionNamed: (name) => functions[name],
    model: model(
      handlers.map((event) => ({
        event,
        functionName: event,
        library: "ent_/scripts/campaignactivity.js",
        passContext: true,
        parameters: [],
        ...(event === "onchange" ? { column: "subject" } : {}),
      })),
    ),
  });
  scripting.start();
  return { session, sent, created, breaches, strictness };
}
