/** What a `Prefer` header asks for. */
export interface Preferences {
  /** Patterns of `odata.include-annotations`; empty when nothing was asked. */
  readonly annotations: readonly string[];
  readonly maxPageSize?: number;
  readonly returnRepresentation: boolean;
  readonly continueOnError: boolean;
  /** The preferences in force, as `Preference-Applied` repeats them. */
  readonly applied: readonly string[];
}

/**
 * Reads the `Prefer` header. Preferences are separated by commas, but a comma may also stand inside a quoted value.
 * Unknown preferences, and a page size that makes no sense, are ignored: a preference never makes a request fail
 * (RFC 7240, section 2).
 */
export function parsePrefer(header: string | undefined): Preferences {
  let annotations: string[] = [];
  let maxPageSize: number | undefined;
  let returnRepresentation = false;
  let continueOnError = false;
  const applied: string[] = [];
  for (const [name, value] of preferencesOf(header ?? "")) {
    switch (name) {
      case "odata.include-annotations":
        annotations = value
          .split(",")
          .map((pattern) => pattern.trim())
          .filter((pattern) => pattern !== "");
        applied.push(`odata.include-annotations="${value}"`);
        break;
      case "odata.maxpagesize": {
        const size = Number(value);
        if (Number.isInteger(size) && size > 0) {
          maxPageSize = Math.min(size, 5000);
          applied.push(`odata.maxpagesize=${String(size)}`);
        }
        break;
      }
      case "return":
        if (value === "representation") {
          returnRepresentation = true;
          applied.push("return=representation");
        }
        break;
      case "odata.continue-on-error":
        continueOnError = value !== "false";
        applied.push("odata.continue-on-error");
        break;
    }
  }
  return { annotations, maxPageSize, returnRepresentation, continueOnError, applied };
}

function preferencesOf(header: string): [name: string, value: string][] {
  const preferences: [string, string][] = [];
  const pattern = /\s*([^\s=,;"]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;]*)))?\s*(?:[,;]|$)/gy;
  let match: RegExpExecArray | null;
  while (pattern.lastIndex < header.length && (match = pattern.exec(header)) !== null) {
    preferences.push([(match[1] ?? "").toLowerCase(), match[2] ?? match[3] ?? ""]);
  }
  return preferences;
}
