import type { Choice, State } from "./describe";

/** Open, completed and canceled, as the plainer activities have it, with the reasons that a table numbers itself. */
export function openCompletedCanceled(
  open: readonly Choice[],
  completed: readonly Choice[],
  canceled: readonly Choice[],
): readonly State[] {
  return [
    { value: 0, label: ["Open", "Ouvert", "Openstaand"], reasons: open },
    { value: 1, label: ["Completed", "Terminé", "Voltooid"], reasons: completed },
    { value: 2, label: ["Canceled", "Annulé", "Geannuleerd"], reasons: canceled },
  ];
}
