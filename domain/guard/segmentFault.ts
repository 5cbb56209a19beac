/** What is wrong with the segment that a policy names: a setting to be put right. */
export type SegmentFault =
  /** The policy says something that is no id. */
  | "noId"
  /** The organisation has no segments. */
  | "noJourneys"
  /** There is no such segment, or it was deleted. */
  | "gone"
  /** It has a query of its own. */
  | "notStatic"
  /** Its members are neither contacts nor leads. */
  | "otherMembers"
  /** Its description of its groups cannot be read. */
  | "unreadable";
