import { SAMPLE_USERS } from "../users";
import { dayFrom } from "./days";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";
import { TOPICS } from "./topics";

/** Values of `ent_talkingpoint.ent_salesstage`. */
const STAGES = {
  qualify: 789_100_000,
  develop: 789_100_001,
  propose: 789_100_002,
  close: 789_100_003,
} as const;

interface TalkingPoint {
  readonly name: string;
  /** Absent: at every stage. */
  readonly stage?: keyof typeof STAGES;
  /** Absent: whatever the client cares about. */
  readonly topic?: string;
  readonly message: string;
}

/** What marketing agreed with sales to say, stage by stage. */
const TALKING_POINTS: readonly TalkingPoint[] = [
  {
    name: "Ask what the platform must answer",
    stage: "qualify",
    topic: "Data platform",
    message:
      "Ask for the three questions that nobody in the company can answer today. They are the first release.",
  },
  {
    name: "Quality first",
    stage: "develop",
    topic: "Data platform",
    message:
      "Offer the data quality check: six weeks, one domain, figures that the finance director recognises.",
  },
  {
    name: "Reference in the same sector",
    stage: "propose",
    topic: "Data platform",
    message:
      "A client of the same sector went live in four months, with a team of five. Its CIO takes calls.",
  },
  {
    name: "The first hundred days",
    stage: "close",
    topic: "Data platform",
    message:
      "Go through the first hundred days with the people who will do the work. Names, dates, one page.",
  },
  {
    name: "After the headlines",
    stage: "develop",
    topic: "Security",
    message: "Start from what happened in their sector last quarter, and what would have stopped it.",
  },
  {
    name: "Proof for the auditor",
    stage: "propose",
    topic: "Security",
    message: "Show the evidence pack: what the auditor asks for, and where each answer comes from.",
  },
  {
    name: "Fear of the migration",
    topic: "Migration",
    message:
      "Nobody moves in a weekend. Show the plan that runs both for six weeks, and who decides to go on.",
  },
  {
    name: "The assistant's limits",
    topic: "AI assistants",
    message: "Say what it may not do. Clients trust the list of tasks more than the demonstration.",
  },
  {
    name: "What stands between us and the signature",
    stage: "close",
    message: "Ask who has to sign, in which order, and what each of them still has to see.",
  },
];

export function* talkingPointRows({ now }: SampleScope): Iterable<SampleRow> {
  for (const { name, stage, topic, message } of TALKING_POINTS) {
    yield {
      ent_talkingpointid: sampleId("ent_talkingpoint", name),
      ent_name: name,
      ent_salesstage: stage === undefined ? null : STAGES[stage],
      ent_topicid: topic === undefined ? null : (TOPICS.find((each) => each.name === topic)?.id ?? null),
      ent_message: message,
      createdby: SAMPLE_USERS.marketer.id,
      createdon: dayFrom(now, -90),
    };
  }
}
