import { DataverseError } from "../errors";
import { insertRow } from "../write/create";
import { isObject, sortPayload } from "../write/payload";
import { resolveReference } from "../write/resolveReference";
import { requirePrivilege } from "../security/access";
import { optional, required, type Call, type UnboundOperation } from "./operation";
import { integerIn, requireTable, textIn, wrongParameter } from "./parameters";

/** What an untyped object has to say it is; the samples of "Send in-app notifications" (learn.microsoft.com) say it in both ways. */
const EXPANDO = /^#?Microsoft\.Dynamics\.CRM\.expando$/;

/** `POST SendAppNotification` */
export const sendAppNotification: UnboundOperation = {
  name: "SendAppNotification",
  kind: "action",
  parameters: {
    Title: required("Edm.String"),
    Recipient: required("Edm.String"),
    Body: optional("Edm.String"),
    IconType: optional("Edm.Int32"),
    ToastType: optional("Edm.Int32"),
    Priority: optional("Edm.Int32"),
    Expiry: optional("Edm.Int32"),
    OverrideContent: optional("mscrm.expando"),
    Actions: optional("mscrm.expando"),
  },
  returns: { NotificationId: "Edm.Guid" },
  async run(call) {
    const { context } = call;
    const table = requireTable(context, "appnotification");
    const recipient = textIn(call, "Recipient");
    if (recipient === undefined) throw wrongParameter("Recipient", "Edm.String");
    const to = await resolveReference(context, recipient, [requireTable(context, "systemuser")]);
    requirePrivilege(context.caller, table, "Create");
    const body = {
      title: textIn(call, "Title"),
      body: textIn(call, "Body") ?? null,
      data: dataOf(call),
      ...chosen("icontype", integerIn(call, "IconType")),
      ...chosen("toasttype", integerIn(call, "ToastType")),
      ...chosen("priority", integerIn(call, "Priority")),
      ...chosen("ttlinseconds", integerIn(call, "Expiry")),
    };
    const owner = table.columns.get("ownerid");
    if (owner === undefined) throw new Error("A notification has an owner.");
    // Telling a colleague takes no right to assign: the platform writes the row on the sender's behalf.
    const id = await insertRow(
      context,
      sortPayload(context.organization.metadata, table, body),
      [{ column: owner, to }],
      "platform",
    );
    return { NotificationId: id };
  },
};

function chosen(name: string, value: number | undefined): Record<string, number> {
  return value === undefined ? {} : { [name]: value };
}

/** Actions and overridden content travel as JSON in the notification's `data`. */
function dataOf(call: Call): string | null {
  const actions = expandoIn(call, "Actions");
  const content = expandoIn(call, "OverrideContent");
  if (actions === undefined && content === undefined) return null;
  const text = JSON.stringify({ ...plain(content), ...plain(actions) });
  if (text.length > 5000) {
    throw new DataverseError(
      400,
      "0x80044331",
      "A validation error occurred. The length of the 'data' attribute of the 'appnotification' entity exceeded the maximum allowed length of '5000'.",
    );
  }
  return text;
}

function expandoIn({ parameters }: Call, name: string): Record<string, unknown> | undefined {
  const value = parameters.get(name) ?? undefined;
  if (value === undefined) return undefined;
  const type = isObject(value) ? value["@odata.type"] : undefined;
  if (!isObject(value) || typeof type !== "string" || !EXPANDO.test(type)) {
    throw wrongParameter(name, "Microsoft.Dynamics.CRM.expando");
  }
  return value;
}

/** Without the annotations that only the transport needs. */
function plain(value: unknown): Record<string, unknown> {
  return isObject(value) ? (stripped(value) as Record<string, unknown>) : {};
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes("@odata."))
      .map(([name, item]) => [name, stripped(item)]),
  );
}
