import { sampleId } from "./sampleId";

export type Channel = "email" | "web" | "event" | "form" | "phone" | "meeting" | "field";

export interface SampleInteractionKind {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly channel: Channel;
  readonly origin: "marketing" | "sales";
  readonly points: number;
  /** The kind's own half-life; the policy's when absent. */
  readonly halfLifeDays?: number;
  /** How often the kind occurs beside the others of its origin. */
  readonly frequency: number;
  /** Where the interaction was recorded before it came to Dataverse; absent when it was entered by hand. */
  readonly sourceSystem?: string;
}

function kind(
  code: string,
  name: string,
  channel: Channel,
  origin: "marketing" | "sales",
  points: number,
  frequency: number,
  more: { readonly halfLifeDays?: number; readonly sourceSystem?: string } = {},
): SampleInteractionKind {
  return {
    id: sampleId("ent_interactionkind", code),
    code,
    name,
    channel,
    origin,
    points,
    frequency,
    ...more,
  };
}

/** The kinds of interaction and their weights. Fleeting signals fade in days, a meeting stays for months. */
export const INTERACTION_KINDS: readonly SampleInteractionKind[] = [
  kind("email-opened", "E-mail opened", "email", "marketing", 1, 26, {
    halfLifeDays: 10,
    sourceSystem: "journeys",
  }),
  kind("email-clicked", "E-mail link clicked", "email", "marketing", 4, 18, { sourceSystem: "journeys" }),
  kind("page-visited", "Web page visited", "web", "marketing", 2, 24, {
    halfLifeDays: 14,
    sourceSystem: "website",
  }),
  kind("pricing-visited", "Pricing page visited", "web", "marketing", 8, 6, {
    halfLifeDays: 21,
    sourceSystem: "website",
  }),
  kind("paper-downloaded", "White paper downloaded", "web", "marketing", 10, 8, { sourceSystem: "website" }),
  kind("form-submitted", "Form submitted", "form", "marketing", 12, 5, { sourceSystem: "website" }),
  kind("webinar-attended", "Webinar attended", "event", "marketing", 15, 6, { sourceSystem: "events" }),
  kind("event-registered", "Event registration", "event", "marketing", 8, 4, { sourceSystem: "events" }),
  kind("event-attended", "Event attended", "event", "marketing", 20, 2, {
    halfLifeDays: 45,
    sourceSystem: "events",
  }),
  kind("demo-requested", "Demo requested", "form", "marketing", 30, 1, {
    halfLifeDays: 60,
    sourceSystem: "website",
  }),
  kind("call-held", "Phone call", "phone", "sales", 10, 4),
  kind("meeting-held", "Meeting", "meeting", "sales", 20, 3, { halfLifeDays: 60 }),
  kind("fieldnote-positive", "Field note, positive", "field", "sales", 15, 2),
  kind("fieldnote-neutral", "Field note, neutral", "field", "sales", 5, 2),
  kind("fieldnote-negative", "Field note, negative", "field", "sales", -20, 1),
];

/** @throws Error for a code that the sample does not have */
export function kindOf(code: string): SampleInteractionKind {
  const found = INTERACTION_KINDS.find((candidate) => candidate.code === code);
  if (found === undefined) {
    throw new Error(`The sample has no interaction kind "${code}".`);
  }
  return found;
}
