import { DataverseError } from "../errors";
import { retrieve } from "../odata/retrieve";
import { createRow } from "../write/create";
import { sortPayload } from "../write/payload";
import { RowValues } from "../write/rowValues";
import { addMembers } from "./changeMembers";
import { membersOf, readList } from "./marketingList";
import type { BoundOperation } from "./operation";
import { requireTable } from "./parameters";

/** What the copy takes over from the dynamic list. */
const TAKEN = [
  "listname",
  "createdfromcode",
  "description",
  "purpose",
  "source",
  "donotsendonoptout",
  "ignoreinactivelistmembers",
];

/** `POST lists(…)/Microsoft.Dynamics.CRM.CopyDynamicListToStatic`: today's members, on a locked static list. */
export const copyDynamicListToStatic: BoundOperation = {
  name: "CopyDynamicListToStatic",
  boundTo: "list",
  kind: "action",
  parameters: {},
  returns: { StaticListId: "Edm.Guid" },
  async run({ context, exchange, bound }) {
    const { organization, caller } = context;
    const table = requireTable(context, "list");
    const dynamic = await readList(context, bound.id);
    const row = await retrieve(organization, caller, exchange.serviceRoot, table, bound.id, { expand: [] });
    if (!dynamic.isDynamic) {
      throw new DataverseError(400, "0x8004f704", "This action is valid only for dynamic list.");
    }
    const body = Object.fromEntries(TAKEN.map((name) => [name, row[name]]));
    const id = await createRow(context, sortPayload(organization.metadata, table, { ...body, type: false }));
    const copy = await readList(context, id);
    await addMembers(context, copy, await membersOf(context, dynamic));
    const values = new RowValues(table);
    values.set("lockstatus", true);
    await values.update(organization.database, id);
    return { StaticListId: id };
  },
};
