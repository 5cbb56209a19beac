import { DataverseError } from "../errors";
import type { Reference } from "../write/context";
import { requireAccess } from "../write/rights";
import { requireRow } from "../write/rowBefore";
import type { Call } from "./operation";
import { requireTable, rowIn } from "./parameters";

/**
 * The campaign activity and the list of a call that puts one on the other, or takes it off. Privileges: Read on both,
 * Append on the list, AppendTo on the activity (gg309245).
 * @throws DataverseError 400 0x80040314 when the activity is closed or canceled
 */
export async function activityAndList(
  call: Call,
): Promise<{ readonly activity: Reference; readonly list: Reference }> {
  const { context, parameters } = call;
  const activity = await rowIn(call, "CampaignActivity", parameters.get("CampaignActivity"), [
    "campaignactivity",
  ]);
  const list = await rowIn(call, "Item", parameters.get("Item"), ["list"]);
  const activities = requireTable(context, "campaignactivity");
  const lists = requireTable(context, "list");
  await requireAccess(context, activities, [activity.id], "Read");
  await requireAccess(context, activities, [activity.id], "AppendTo");
  await requireAccess(context, lists, [list.id], "Read");
  await requireAccess(context, lists, [list.id], "Append");
  const before = await requireRow(context, activities, activity.id);
  if (before.values["statecode"] !== 0) {
    throw new DataverseError(400, "0x80040314", "Can not add items to closed (cancelled) campaignactivity.");
  }
  return { activity, list };
}
