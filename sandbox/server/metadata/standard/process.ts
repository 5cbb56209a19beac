import type { ColumnDescription } from "./describe";
import { guid, integer, text } from "./describe";

/** The row's place in a business process, as kept before processes had tables of their own. */
export function process(): readonly ColumnDescription[] {
  return [
    guid("ProcessId", "Process"),
    guid("StageId", "(Deprecated) Process Stage"),
    text("TraversedPath", "(Deprecated) Traversed Path", 1250),
    ...timeZones(),
  ];
}

/** For the platform's own conversions of local times. */
export function timeZones(): readonly ColumnDescription[] {
  return [
    integer("TimeZoneRuleVersionNumber", "Time Zone Rule Version Number", [-1, 2147483647]),
    integer("UTCConversionTimeZoneCode", "UTC Conversion Time Zone Code", [-1, 2147483647]),
  ];
}
