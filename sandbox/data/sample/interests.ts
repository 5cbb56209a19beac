import { SAMPLE_USERS } from "../users";
import { dayFrom } from "./days";
import { INTERACTION_KINDS } from "./interactionKinds";
import type { Channel } from "./interactionKinds";
import type { SampleRow, SampleScope } from "./row";
import { TOPICS } from "./topics";

/** Values of `ent_interactionkind.ent_channel`. */
const CHANNELS: Readonly<Record<Channel, number>> = {
  email: 789_100_000,
  web: 789_100_001,
  event: 789_100_002,
  form: 789_100_003,
  phone: 789_100_004,
  meeting: 789_100_005,
  field: 789_100_008,
};

/** Values of `ent_interactionkind.ent_origin`. */
const ORIGINS = { marketing: 789_100_000, sales: 789_100_001 } as const;

export function* topicRows({ now }: SampleScope): Iterable<SampleRow> {
  for (const topic of TOPICS) {
    yield {
      ent_topicid: topic.id,
      ent_name: topic.name,
      ent_keywords: topic.keywords,
      createdby: SAMPLE_USERS.admin.id,
      createdon: dayFrom(now, -500),
    };
  }
}

export function* interactionKindRows({ now }: SampleScope): Iterable<SampleRow> {
  for (const kind of INTERACTION_KINDS) {
    yield {
      ent_interactionkindid: kind.id,
      ent_name: kind.name,
      ent_code: kind.code,
      ent_channel: CHANNELS[kind.channel],
      ent_origin: ORIGINS[kind.origin],
      ent_points: kind.points,
      ent_halflifedays: kind.halfLifeDays ?? null,
      createdby: SAMPLE_USERS.admin.id,
      createdon: dayFrom(now, -500),
    };
  }
}
