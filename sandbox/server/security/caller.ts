import type { Depth, Verb } from "../metadata/model";

/** The rows of a table that a verb reaches: all, or those of these owners and of these business units. */
export interface Reach {
  readonly everything: boolean;
  /** Users and teams. */
  readonly owners: readonly string[];
  readonly businessUnits: readonly string[];
}

/** Who a request runs as, with everything that decides what they may see and how it is shown to them. */
export interface Caller {
  readonly userId: string;
  readonly businessUnitId: string;
  /** The user's business unit and all below it. */
  readonly businessUnitsBelow: readonly string[];
  readonly teamIds: readonly string[];
  readonly roleIds: readonly string[];
  /** IANA name, e.g. `Europe/Paris`: day boundaries and date groupings follow it. */
  readonly timeZone: string;
  /** 1033, 1036 or 1043: labels and formatted values follow it. */
  readonly languageId: number;
  /** How far a privilege such as Read on `account` reaches; None when no role gives it. */
  depth(table: string, verb: Verb): Depth;
  /**
   * The same, exactly: a privilege that comes from a team's role reaches that team's rows, not the user's. Without it
   * (a caller made by hand) the depth is counted from the user.
   */
  reach?(table: string, verb: Verb): Reach;
  /** Whether a role gives a privilege that belongs to no table, such as `prvActOnBehalfOfAnotherUser`. */
  hasPrivilege?(name: string): boolean;
}
