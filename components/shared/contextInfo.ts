/**
 * The record that the form shows, where no property of the control says so.
 *
 * `context.mode.contextInfo` is not in the published types (1.3.18): model-driven forms have it, other hosts may
 * not, and Microsoft promises nothing about it. It is read here and nowhere else, only for what the form's own
 * settings leave open, and its absence is an ordinary case.
 */
interface ContextInfo {
  readonly entityId?: string;
  readonly entityTypeName?: string;
}

export function contextInfoOf(mode: ComponentFramework.Mode): ContextInfo {
  return (mode as ComponentFramework.Mode & { readonly contextInfo?: ContextInfo }).contextInfo ?? {};
}
