import type { Depth, Verb } from "../metadata/model";

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
}
