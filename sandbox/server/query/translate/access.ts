import { Depth } from "../../metadata/model";
import { DataverseError } from "../../errors";
import type { Caller } from "../../security/caller";
import type { ReadRestriction } from "./statement";

export function readRestriction(caller: Caller): ReadRestriction {
  return (table) => {
    if (caller.depth(table.logicalName, "Read") === Depth.None)
      throw new DataverseError(403, "0x80040220", `Principal user lacks prvRead on ${table.logicalName}`);
    return undefined;
  };
}
