import * as React from "react";
import { useChannel } from "./channel";

/** What a component tells the others when it has saved something. */
export interface Saved {
  readonly tables: readonly string[];
  /**
   * The account or the campaign activity that all of it belongs to, so that no form of another account or activity shows
   * any of it; null where that is not certain.
   */
  readonly of: { readonly table: "account" | "campaignactivity"; readonly id: string } | null;
}

/** Milliseconds in which one reads again once at most: several notes may come through as soon as there is a connection again. */
const REST = 500;

/**
 * Calls back when a component has saved rows of one of these tables that may be shown here: at once, and once more, a little
 * later, for all that was saved since. Until the component goes.
 * @param shown the record that is shown, and nothing that belongs to another of its table; null for more than that
 */
export function useSaved(
  tables: readonly string[],
  shown: { readonly table: string; readonly id: string } | null,
  closed: AbortSignal,
  onSaved: () => void,
): void {
  const resting = React.useRef<ReturnType<typeof setTimeout> | null>(null);
  const isDue = React.useRef(false);
  const readAgain = () => {
    isDue.current = false;
    onSaved();
    resting.current = setTimeout(() => {
      resting.current = null;
      if (isDue.current) readAgain();
    }, REST);
  };
  useChannel(
    closed,
    ({ saved, of }) => {
      if (!Array.isArray(saved) || !tables.some((name) => saved.includes(name))) return;
      if (isElsewhere(shown, of)) return;
      if (resting.current === null) readAgain();
      else isDue.current = true;
    },
    () => {
      if (resting.current !== null) clearTimeout(resting.current);
      resting.current = null;
    },
  );
}

function isElsewhere(shown: { readonly table: string; readonly id: string } | null, of: unknown): boolean {
  if (shown === null || typeof of !== "object" || of === null) return false;
  const { table, id } = of as Readonly<Record<string, unknown>>;
  return table === shown.table && typeof id === "string" && id.toLowerCase() !== shown.id.toLowerCase();
}
