import { DataverseError } from "../errors";
import { requirePrivilege } from "../security/access";
import { identifier } from "../store/physical";
import { listIn } from "./parameters";
import { required, type UnboundOperation } from "./operation";

/**
 * `GET RetrieveTotalRecordCount(EntityNames=@p)?@p=["account"]`: how many rows a table has, whoever may read them.
 * Dataverse answers from a snapshot of the last 24 hours; this is the number of now.
 */
export const retrieveTotalRecordCount: UnboundOperation = {
  name: "RetrieveTotalRecordCount",
  kind: "function",
  parameters: { EntityNames: required("Collection(Edm.String)") },
  returns: { EntityRecordCountCollection: "mscrm.EntityRecordCountCollection" },
  async run(call) {
    const { organization, caller } = call.context;
    const names: string[] = [];
    const counts: number[] = [];
    for (const name of listIn(call, "EntityNames")) {
      const table = typeof name === "string" ? organization.metadata.table(name) : undefined;
      if (table === undefined) {
        throw new DataverseError(
          400,
          "0x80041102",
          `The entity with a name = '${String(name)}' with namemapping = 'Logical' was not found in the MetadataCache.`,
        );
      }
      requirePrivilege(caller, table, "Read");
      const [row] = await organization.database.query<{ count: number | string }>(
        `select count(*) as count from ${identifier(table.logicalName)}`,
      );
      names.push(table.logicalName);
      counts.push(Number(row?.count ?? 0));
    }
    return {
      EntityRecordCountCollection: {
        Count: names.length,
        IsReadOnly: false,
        Keys: names,
        Values: counts,
      },
    };
  },
};
