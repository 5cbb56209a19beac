import { keepIds, type KeptIds } from "../../dataverse/keptIds";
import { newestOf, type DecisionTaken } from "../../domain/guard/decision";
import { ownerOf, type ProtectionKey } from "../../domain/guard/protection";
import type { Decided } from "./recordDecisions";

/** Decisions that somebody asked to be written at once, with the ids of the rows that they make. */
export interface Press {
  readonly says: string;
  readonly about: ReadonlySet<ProtectionKey>;
  readonly ids: KeptIds;
}

/** Presses of which it is not known that all has been written: the same one again writes the same rows. */
export interface Presses {
  /** @param taken what was decided on the same activity, the newest first */
  begin(decided: readonly Decided[], taken: readonly DecisionTaken[]): Press;
  /** All of it is written: the next press is another, whatever it says. */
  end(press: Press): void;
}

export function keepPresses(): Presses {
  let open: readonly Press[] = [];
  return {
    begin(decided, taken) {
      // What the press itself wrote, and no answer told of, is not decided since.
      const isRepeated = ({ says, ids }: Press) =>
        says ===
        sayingOf(
          decided,
          taken.filter(({ id }) => !ids.has(id)),
        );
      const repeated = open.find(isRepeated);
      if (repeated !== undefined) return repeated;
      const about = new Set(decided.map((each) => each.about.key));
      const press = { says: sayingOf(decided, taken), about, ids: keepIds() };
      // Whoever decides otherwise about the same has left the other decision: coming back to it is a new one.
      const others = open.filter((each) => [...each.about].every((key) => !about.has(key)));
      open = [...others, press];
      return press;
    },
    end(press) {
      open = open.filter((each) => each !== press);
    },
  };
}

/** What is decided about what, of whom it is asked, and which decision it follows. */
function sayingOf(decided: readonly Decided[], taken: readonly DecisionTaken[]): string {
  return JSON.stringify(
    decided.map(({ about, decision, reason }) => [
      about.key,
      decision,
      reason,
      ownerOf(about.protection)?.id,
      newestOf(taken, about.key)?.id,
    ]),
  );
}
