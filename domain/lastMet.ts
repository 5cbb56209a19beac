import { compareTexts } from "./compareTexts";
import type { Day } from "./day";

/** A completed appointment or phone call with the client. */
export interface Meeting {
  readonly id: string;
  readonly table: "appointment" | "phonecall";
  readonly subject: string;
  /** When it ended. */
  readonly at: Date;
  readonly day: Day;
  /** Whose it was, as users call them. */
  readonly owner: string | null;
}

/** Something that a client did or said, from Entente's own table or from another source. */
export interface Happening {
  /** Key of the source it was read from. */
  readonly source: string;
  /** Id of its row; with the source, it names the happening. */
  readonly id: string;
  readonly at: Date;
  readonly day: Day;
  readonly person: { readonly id: string; readonly name: string } | null;
}

/** The newest happenings of one source, and whether there may be older ones that were not read. */
export interface NewestOf<H extends Happening> {
  readonly happenings: readonly H[];
  readonly isCut: boolean;
}

export interface SinceLastMet<H extends Happening = Happening> {
  /** The last meeting; null where there has been none. */
  readonly met: Meeting | null;
  /** The newest, at most as many as were asked for. */
  readonly newest: readonly H[];
  /** How many there are since the meeting (or, without one, at all), those not shown included. */
  readonly signals: number;
  /** How many people they are of. */
  readonly people: number;
  /** Whether the counts are whole; otherwise they are what is known of, and there are more. */
  readonly isWhole: boolean;
}

/** The last meeting that has taken place: a completed one dated ahead has not. Null for none. */
export function lastMeeting(meetings: readonly Meeting[], now: Date): Meeting | null {
  const [last] = meetings
    .filter(({ at }) => at.getTime() <= now.getTime())
    .sort((a, b) => b.at.getTime() - a.at.getTime() || compareTexts(b.id, a.id));
  return last ?? null;
}

/**
 * What happened since the last meeting, newest first, merged over the sources. What happened in the meeting itself
 * is not news: only what came after its end counts. Without a meeting, everything is news.
 * @param sources one entry a source; each gives its newest first, and says whether it was cut
 * @param atMost how many to show, 0 or more
 */
export function sinceLastMet<H extends Happening>(
  meetings: readonly Meeting[],
  sources: readonly NewestOf<H>[],
  now: Date,
  atMost: number,
): SinceLastMet<H> {
  const met = lastMeeting(meetings, now);
  const isNews = ({ at }: Happening) =>
    at.getTime() <= now.getTime() && (met === null || at.getTime() > met.at.getTime());

  const byName = new Map<string, H>();
  const people = new Set<string>();
  let isWhole = true;
  for (const { happenings, isCut } of sources) {
    const news = happenings.filter(isNews);
    // One that several took part in comes once for each of them, and for the company itself: it is one, and all of them count.
    for (const happening of news) {
      const name = `${happening.source} ${happening.id}`;
      if (happening.person !== null) people.add(happening.person.id);
      if (!byName.get(name)?.person) byName.set(name, happening);
    }
    // A cut source has told everything since the meeting when it reached further back than that.
    const reachesBack = happenings.some(({ at }) => met !== null && at.getTime() <= met.at.getTime());
    if (isCut && !reachesBack) isWhole = false;
  }

  const all = [...byName.values()].sort(newestFirst);
  return {
    met,
    newest: all.slice(0, Math.max(0, atMost)),
    signals: all.length,
    people: people.size,
    isWhole,
  };
}

function newestFirst(a: Happening, b: Happening): number {
  return b.at.getTime() - a.at.getTime() || compareTexts(a.source, b.source) || compareTexts(a.id, b.id);
}
