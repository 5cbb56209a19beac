/**
 * Keeps the annotations that the caller asked for. `@odata.…` always stays, since Dataverse sends it unasked; of the others
 * those that match one of the patterns of `odata.include-annotations` (`*`, `Microsoft.Dynamics.CRM.*`, a full name; a
 * pattern that starts with `-` takes away).
 */
export function keepAnnotations(value: unknown, patterns: readonly string[]): unknown {
  if (patterns.includes("*") && patterns.length === 1) return value;
  return keep(value, annotationFilter(patterns));
}

type AnnotationFilter = (name: string) => boolean;

function annotationFilter(patterns: readonly string[]): AnnotationFilter {
  const seen = new Map<string, boolean>();
  return (name) => {
    const known = seen.get(name);
    if (known !== undefined) return known;
    const wanted = name.startsWith("odata.") || isIncluded(name, patterns);
    seen.set(name, wanted);
    return wanted;
  };
}

/** Whether an annotation such as `Microsoft.Dynamics.CRM.lookuplogicalname` matches the patterns. */
export function isIncluded(name: string, patterns: readonly string[]): boolean {
  let included = false;
  for (const pattern of patterns) {
    const excludes = pattern.startsWith("-");
    if (matches(name, excludes ? pattern.slice(1) : pattern)) included = !excludes;
  }
  return included;
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function keep(value: unknown, wanted: AnnotationFilter): unknown {
  if (Array.isArray(value)) return value.map((item) => keep(item, wanted));
  if (typeof value !== "object" || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const at = key.indexOf("@");
    if (at === -1 || wanted(key.slice(at + 1))) {
      kept[key] = typeof item === "object" ? keep(item, wanted) : item;
    }
  }
  return kept;
}
