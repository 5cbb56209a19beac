/**
 * The time zones of Dataverse by number (`usersettings.timezonecode`), with the place that stands for each. Only
 * those that Entente's users may be in; the first place of a number is the one that the number means.
 */
const ZONES: readonly (readonly [code: number, ...places: string[]])[] = [
  [92, "UTC", "Etc/UTC"],
  [2, "Pacific/Honolulu"],
  [3, "America/Anchorage"],
  [4, "America/Los_Angeles"],
  [10, "America/Denver"],
  [15, "America/Phoenix"],
  [20, "America/Chicago"],
  [35, "America/New_York", "America/Toronto"],
  [50, "America/Halifax"],
  [60, "America/St_Johns"],
  [65, "America/Sao_Paulo"],
  [80, "Atlantic/Azores"],
  [85, "Europe/London", "Europe/Dublin", "Europe/Lisbon"],
  [95, "Europe/Budapest", "Europe/Prague", "Europe/Bratislava", "Europe/Ljubljana", "Europe/Belgrade"],
  [100, "Europe/Warsaw", "Europe/Zagreb"],
  [105, "Europe/Paris", "Europe/Brussels", "Europe/Madrid", "Europe/Copenhagen"],
  [
    110,
    "Europe/Berlin",
    "Europe/Amsterdam",
    "Europe/Rome",
    "Europe/Vienna",
    "Europe/Zurich",
    "Europe/Stockholm",
    "Europe/Luxembourg",
    "Europe/Oslo",
  ],
  [
    125,
    "Europe/Kiev",
    "Europe/Kyiv",
    "Europe/Helsinki",
    "Europe/Riga",
    "Europe/Vilnius",
    "Europe/Tallinn",
    "Europe/Sofia",
  ],
  [130, "Europe/Bucharest", "Europe/Athens"],
  [135, "Asia/Jerusalem"],
  [140, "Africa/Johannesburg"],
  [145, "Europe/Moscow"],
  [165, "Asia/Dubai"],
  [190, "Asia/Kolkata"],
  [193, "Asia/Kathmandu"],
  [210, "Asia/Shanghai"],
  [215, "Asia/Singapore"],
  [235, "Asia/Tokyo"],
  [255, "Australia/Sydney"],
  [290, "Pacific/Auckland"],
];

const UTC = "UTC";

const placeByCode = new Map(ZONES.map(([code, place]) => [code, place ?? UTC]));
const codeByPlace = new Map(
  ZONES.flatMap(([code, ...places]) => places.map((place) => [place, code] as const)),
);

/** The IANA name of a Dataverse time zone; UTC when the number is absent or not one of those known here. */
export function timeZoneOf(code: number | null | undefined): string {
  return (code === null || code === undefined ? undefined : placeByCode.get(code)) ?? UTC;
}

/** Whether the number is one of those known here. */
export function isTimeZone(code: number): boolean {
  return placeByCode.has(code);
}

/** The number that Dataverse gives the zone of a place, or undefined when it is not one of those known here. */
export function timeZoneCodeOf(place: string): number | undefined {
  return codeByPlace.get(place);
}
