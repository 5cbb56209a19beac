/**
 * The briefing to take along: one A4 page to print, and the same as plain text for a message. All text comes ready in
 * the user's language and format; what is decided here is what fits, and that nothing in a name can be anything but
 * text.
 */
export interface TakeAlong {
  /** Language of the page, as HTML names it: `en`, `fr`, `nl`. */
  readonly language: string;
  /** The client's name. */
  readonly title: string;
  readonly headline: string;
  readonly sections: readonly TakeAlongSection[];
  /** When it was made and by whom. */
  readonly footer: string;
}

export interface TakeAlongSection {
  readonly heading: string;
  /** Most important first: what does not fit is cut from the end. */
  readonly lines: readonly TakeAlongLine[];
  /** How many there are beside these lines; null where there are more, and nobody knows how many. */
  readonly beside: number | null;
  /** Said in place of lines where there are none. */
  readonly empty: string;
  /** What keeps the section from being the whole truth: said below it, and never cut. */
  readonly caveats?: readonly string[];
  /** Said of those that are not on the page: `and 4 more`; null where it is not known how many. */
  readonly more: (cut: number | null) => string;
}

export interface TakeAlongLine {
  readonly text: string;
  /** Second half of the line, in a lighter hand. */
  readonly detail?: string;
}

/** Lines of text on the page, headings and the space around them included: A4 at 10 points with margins of 15 mm. */
export const LINES_A_PAGE = 55;
/** Characters on a line at that size, in a wide typeface: where the host's is not there, another takes its place. */
export const CHARACTERS_A_LINE = 84;
/** Heading and the space above it. */
const LINES_A_HEADING = 2;
/** Title, headline (two lines), footer and the space around them. */
const LINES_AROUND = 8;
/** A longer text than this says no more in a car park. */
const CHARACTERS_A_TEXT = 3 * CHARACTERS_A_LINE;

/** What of a section fits on the page. */
export interface FittedSection {
  readonly heading: string;
  readonly lines: readonly TakeAlongLine[];
  /** `empty`, or what says how many are not on the page. */
  readonly closing: string | null;
  readonly caveats: readonly string[];
}

/**
 * What fits on one page. The longest section gives up its last line first, until all fits; every section keeps its
 * first line. Text longer than three lines ends in an ellipsis.
 */
export function fitToPage(page: TakeAlong): readonly FittedSection[] {
  const sections = page.sections.map((section) => {
    const lines = section.lines.map(shortened);
    const caveats = (section.caveats ?? []).map((text) => clipped(onOneLine(text)));
    return { ...section, lines, caveats, kept: lines.length };
  });
  const total = () => sections.reduce((sum, section) => sum + heightOf(section), LINES_AROUND);
  while (total() > LINES_A_PAGE) {
    const longest = sections
      .filter(({ kept }) => kept > 1)
      .reduce<(typeof sections)[number] | undefined>(
        (most, each) => (most === undefined || heightOf(each) > heightOf(most) ? each : most),
        undefined,
      );
    if (longest === undefined) break;
    longest.kept -= 1;
  }
  return sections.map((section) => {
    const { heading, empty, more, lines, caveats, kept } = section;
    const missing = missingIn(section);
    const closing = lines.length === 0 ? empty : missing === 0 ? null : more(missing);
    return { heading, lines: lines.slice(0, kept), closing, caveats };
  });
}

/** A section of which the first so many lines are kept. */
interface Kept extends Pick<TakeAlongSection, "lines" | "beside"> {
  readonly caveats: readonly string[];
  readonly kept: number;
}

/** How many are not on the page; null where that is not known. */
function missingIn({ lines, beside, kept }: Kept): number | null {
  return beside === null ? null : beside + lines.length - kept;
}

function heightOf(section: Kept): number {
  const { lines, caveats, kept } = section;
  const hasClosing = kept === 0 || missingIn(section) !== 0;
  const below = caveats.map((text) => ({ text }));
  const shown = [...lines.slice(0, kept), ...below].reduce((sum, line) => sum + linesOf(line), 0);
  return LINES_A_HEADING + shown + (hasClosing ? 1 : 0);
}

function linesOf({ text, detail }: TakeAlongLine): number {
  const characters = [...text].length + (detail === undefined ? 0 : [...detail].length + 3);
  return Math.max(1, Math.ceil(characters / CHARACTERS_A_LINE));
}

function shortened({ text, detail }: TakeAlongLine): TakeAlongLine {
  return {
    text: clipped(onOneLine(text)),
    ...(detail === undefined ? {} : { detail: clipped(onOneLine(detail)) }),
  };
}

/** Cut between code points: half a surrogate pair is no text. */
function clipped(text: string): string {
  const characters = [...text];
  if (characters.length <= CHARACTERS_A_TEXT) return text;
  return `${characters
    .slice(0, CHARACTERS_A_TEXT - 1)
    .join("")
    .trimEnd()}…`;
}

/**
 * Text on one line: line breaks, tabs and other control characters become a space, and what turns the writing
 * direction for good is taken out, so that a name cannot rewrite the lines after it. So is what keeps a date on one line of the
 * screen: whoever looks for the date in a message would not find it.
 */
export function onOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .replace(/[\u202a-\u202e\u2060\u2066-\u2069]/g, "")
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .trim();
}
