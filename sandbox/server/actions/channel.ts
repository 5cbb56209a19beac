/** A channel over which a campaign activity can be distributed. */
export interface Channel {
  /** The table of the activities that it makes. */
  readonly activity: "phonecall" | "appointment" | "letter" | "fax" | "email";
  /** `bulkoperation.createdrecordtypecode` */
  readonly recordType: number;
  /** Columns of a member that forbid it: true means "do not". */
  readonly forbiddenBy: readonly string[];
  /** `activityparty.participationtypemask` of the member. */
  readonly participation: number;
  /** Whether the owner is the sender. */
  readonly hasSender: boolean;
}

const TO = 2;
const REQUIRED_ATTENDEE = 5;

/** By `campaignactivity.channeltypecode`. Mail merge (4, 6, 8) and other channels (9) cannot be distributed. */
const CHANNELS: Readonly<Record<number, Channel>> = {
  1: {
    activity: "phonecall",
    recordType: 1,
    forbiddenBy: ["donotphone"],
    participation: TO,
    hasSender: true,
  },
  2: {
    activity: "appointment",
    recordType: 5,
    forbiddenBy: [],
    participation: REQUIRED_ATTENDEE,
    hasSender: false,
  },
  3: {
    activity: "letter",
    recordType: 3,
    forbiddenBy: ["donotpostalmail", "donotbulkpostalmail"],
    participation: TO,
    hasSender: true,
  },
  5: { activity: "fax", recordType: 2, forbiddenBy: ["donotfax"], participation: TO, hasSender: true },
  7: {
    activity: "email",
    recordType: 4,
    forbiddenBy: ["donotemail", "donotbulkemail"],
    participation: TO,
    hasSender: true,
  },
};

export function channelOf(code: unknown): Channel | undefined {
  return typeof code === "number" ? CHANNELS[code] : undefined;
}
