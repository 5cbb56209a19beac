import type { SegmentOutcome, SegmentTrouble } from "../../../dataverse/segment/keepSegment";
import { segmentText } from "../../../solution/scripts/guard/segmentText";

const ENGLISH = 1033;
const languages = [ENGLISH, 1036, 1043];
const outcome = (more: Partial<SegmentOutcome> = {}): SegmentOutcome => ({
  ...{ name: "Quiet", added: 0, removed: 0, reservations: [], trouble: null },
  ...more,
});
const troubles: readonly SegmentTrouble[] = [
  ...(["noId", "noJourneys", "gone", "notStatic", "otherMembers", "noRoom", "unreadable"] as const).map(
    (kind) => ({
      kind,
    }),
  ),
  ...(["offline", "throttled", "noPrivilege", "gone", "tooManyRows", "noSuchColumn"] as const).map(
    (kind) => ({
      ...{ kind: "failed" as const, failure: { kind } },
    }),
  ),
  { kind: "failed", failure: { kind: "unknown", code: "0x80040265", message: "Live." } },
];

describe("what stands above the form about the segment", () => {
  it("is nothing where nothing was to be done", () => {
    expect(segmentText(outcome(), ENGLISH)).toBeNull();
  });

  it("is what was done", () => {
    expect(segmentText(outcome({ added: 1_204, removed: 3 }), ENGLISH)).toEqual({
      level: "INFO",
      text: "The segment “Quiet” was brought up to date: 1,204 added, 3 taken off.",
    });
  });

  it("is a warning where something was left undone", () => {
    const said = segmentText(outcome({ added: 2, reservations: ["seesPart"] }), ENGLISH);
    expect(said?.level).toBe("WARNING");
    // It is not called up to date.
    expect(said?.text).toMatch(
      /^Segment “Quiet”: 2 added, 0 taken off\. You see only part .* may be missing from the segment “Quiet”/,
    );
    expect(segmentText(outcome({ reservations: ["seesPart"] }), ENGLISH)).toMatchObject({
      ...{ level: "WARNING", text: expect.stringMatching(/^You see only part/) as string },
    });
  });

  it("is a warning with the reason where it failed, and with what was done before", () => {
    const trouble: SegmentTrouble = {
      kind: "failed",
      failure: { kind: "unknown", code: "0x80040265", message: "It is in use." },
    };
    expect(segmentText(outcome({ added: 2, trouble }), ENGLISH)).toEqual({
      level: "WARNING",
      text: "The segment “Quiet” was not brought up to date: the service refused. 0x80040265: It is in use. Before that, 2 were added and 0 taken off.",
    });
    expect(segmentText(outcome({ name: null, trouble: { kind: "noId" } }), ENGLISH)?.text).toBe(
      "The segment of protected clients was not brought up to date: what the policy names is not a segment’s id.",
    );
  });

  it("is no warning for somebody whose roles have nothing to do with segments", () => {
    const trouble: SegmentTrouble = {
      kind: "failed",
      failure: { kind: "noPrivilege", privilege: "prvReadmsdynmkt_Segment" },
    };
    const said = segmentText(outcome({ name: null, trouble }), ENGLISH);
    expect(said).toMatchObject({ level: "INFO" });
    expect(said?.text).toContain("(prvReadmsdynmkt_Segment)");
  });

  it("takes a name as it is", () => {
    const name = "{added} $& {name}";
    expect(segmentText(outcome({ name, added: 1 }), ENGLISH)?.text).toContain(`“${name}”`);
  });

  it("is said of everything, in each language and in no other's words", () => {
    const outcomes = [
      outcome({ added: 1 }),
      ...(["seesPart", "tooMany", "full"] as const).flatMap((each) => [
        outcome({ reservations: [each] }),
        outcome({ reservations: [each], added: 1 }),
      ]),
      ...troubles.flatMap((trouble) => [outcome({ trouble, added: 1 }), outcome({ trouble, name: null })]),
    ];
    for (const each of outcomes) {
      const texts = languages.map((language) => segmentText(each, language)?.text ?? "");
      expect(new Set(texts).size).toBe(languages.length);
      for (const text of texts) expect(text).not.toMatch(/[{}]|undefined|^$/);
    }
    expect(segmentText(outcome({ added: 1 }), 1031)).toEqual(segmentText(outcome({ added: 1 }), ENGLISH));
  });
});
