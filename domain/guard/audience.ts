/** What members of a marketing list are. */
export const memberTables = ["account", "contact", "lead"] as const;
export type MemberTable = (typeof memberTables)[number];

/** A marketing list about to be sent to. */
export interface GuardedList {
  readonly id: string;
  readonly name: string;
  /** Null for a list of something else. */
  readonly members: MemberTable | null;
  readonly isDynamic: boolean;
  /** FetchXML of a dynamic list. */
  readonly query: string | null;
  /** As the platform keeps it for static lists. */
  readonly memberCount: number | null;
  /** How it is distributed; the platform's own defaults where it is not known. */
  readonly ignoresInactive?: boolean;
  readonly respectsOptOut?: boolean;
  /** Of a guarded list: the list that it is the twin of, and what it was made from. Null for a list of one's own. */
  readonly twin: TwinMark | null;
  /** Of a static copy: the dynamic list in whose place it stands, as its query leaves the guard no room. */
  readonly copyOf?: string | null;
}

/** What a guarded list says of itself, machine-readable. */
export interface TwinMark {
  /** The list that it was made from. */
  readonly listId: string;
  /** The activity that it was made for; null for one made from the list's form. */
  readonly activityId: string | null;
  /** Of the query as it was built; another one now means that it is out of date. */
  readonly fingerprint: string;
}

/**
 * A number of people. Where one person may be on several lists of which it is not known whom they share, there are at
 * least as many as on the largest, at most as many as on all. `atMost` null: more than `atLeast`, of which the service
 * does not say how many.
 */
export interface Count {
  readonly atLeast: number;
  readonly atMost: number | null;
}

export const nobody: Count = { atLeast: 0, atMost: 0 };

export function exactly(count: number): Count {
  return { atLeast: count, atMost: count };
}

export function moreThan(count: number): Count {
  return { atLeast: count, atMost: null };
}

/** People of parts that have nobody in common. */
export function sumOf(parts: readonly Count[]): Count {
  return {
    atLeast: parts.reduce((sum, part) => sum + part.atLeast, 0),
    atMost: total(parts),
  };
}

/** People of parts that may have some in common. */
export function unionOf(parts: readonly Count[]): Count {
  return { atLeast: Math.max(0, ...parts.map(({ atLeast }) => atLeast)), atMost: total(parts) };
}

function total(parts: readonly Count[]): number | null {
  return parts.reduce<number | null>(
    (sum, { atMost }) => (sum === null || atMost === null ? null : sum + atMost),
    0,
  );
}
