type Verb = "create" | "read" | "write" | "delete";
/** How far a privilege reaches: rows of one's own, or everybody's. */
type Depth = "own" | "everybody";

/** Whether the user's roles let them do this, with rows of their own if not said otherwise; the service has the last word. */
export type May = (verb: Verb, table: string, depth?: Depth) => boolean;

/** `PropertyHelper.Types.PrivilegeType` and `PrivilegeDepth`: declared as constants that no module exports. */
const types: Readonly<Record<Verb, ComponentFramework.PropertyHelper.Types.PrivilegeType>> = {
  create: 1,
  read: 2,
  write: 3,
  delete: 4,
};
const depths: Readonly<Record<Depth, ComponentFramework.PropertyHelper.Types.PrivilegeDepth>> = {
  own: 0,
  everybody: 3,
};

export function mayOf(utils: ComponentFramework.Utility): May {
  return (verb, table, depth = "own") => utils.hasEntityPrivilege(table, types[verb], depths[depth]);
}
