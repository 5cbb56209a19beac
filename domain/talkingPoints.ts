import { compareTexts } from "./compareTexts";

/** What to say, as marketing wrote it. */
export interface TalkingPoint {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  /** Sales stage (0 qualify, 1 develop, 2 propose, 3 close) that it is for; null for every stage. */
  readonly stage: number | null;
  /** Id of the topic that it is about; null for every topic. */
  readonly topic: string | null;
  readonly topicName: string | null;
  /** Something to show or send; null for none. */
  readonly assetUrl: string | null;
}

export interface ChosenPoint {
  readonly point: TalkingPoint;
  /** What it was chosen for: the stage, the interest, both, or neither (it is for everybody). */
  readonly suits: { readonly stage: boolean; readonly topic: boolean };
}

/**
 * The talking points for a deal's stage and a client's interests, the most fitting first: both stage and topic, then
 * topic, then stage, then those for everybody; within each, by the client's interest, then by title and id. A point
 * written for another stage, or about another topic, is not for this client.
 * @param stage the deal's sales stage; null without a deal, where only points for every stage suit
 * @param interests ids of topics, the greatest interest first
 * @param atMost how many to choose, 0 or more
 */
export function chooseTalkingPoints(
  points: readonly TalkingPoint[],
  stage: number | null,
  interests: readonly string[],
  atMost: number,
): readonly ChosenPoint[] {
  const interestOf = (topic: string | null) => (topic === null ? interests.length : interests.indexOf(topic));
  return points
    .filter((point) => point.stage === null || point.stage === stage)
    .filter((point) => point.topic === null || interests.includes(point.topic))
    .map((point) => ({ point, suits: { stage: point.stage !== null, topic: point.topic !== null } }))
    .sort(
      (a, b) =>
        fit(b) - fit(a) ||
        interestOf(a.point.topic) - interestOf(b.point.topic) ||
        compareTexts(a.point.title, b.point.title) ||
        compareTexts(a.point.id, b.point.id),
    )
    .slice(0, Math.max(0, atMost));
}

function fit({ suits }: ChosenPoint): number {
  return (suits.topic ? 2 : 0) + (suits.stage ? 1 : 0);
}

/**
 * A talking point's address as it may be opened: an absolute one of the web, else null. Anything else that somebody
 * typed (a script, a file, half an address) is not a link.
 */
export function webAddress(text: string | null): string | null {
  if (text === null) return null;
  try {
    const url = new URL(text.trim());
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
