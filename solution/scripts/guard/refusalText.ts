import type { Refusal } from "./statusGate";

/** A form script has no string files of its own: what it says stands here, in the languages of the components. */
const english: Readonly<Record<Refusal, string>> = {
  stillReading: "The guard is still reading the policy and the audience. Save again in a moment.",
  toDecide:
    "VIP clients in closing are in this audience. Decide about each of them under Guard, then change the status.",
  notChecked:
    "The guard has not checked this audience wholly. Open the Send tab, or ask a colleague who sees all deals to do so.",
};
const french: Readonly<Record<Refusal, string>> = {
  stillReading: "La garde lit encore la règle et l’audience. Enregistrez de nouveau dans un instant.",
  toDecide:
    "Des clients VIP en cours de signature sont dans cette audience. Décidez pour chacun sous Garde, puis changez le statut.",
  notChecked:
    "La garde n’a pas vérifié toute cette audience. Ouvrez l’onglet Envoi, ou demandez-le à un collègue qui voit toutes les opportunités.",
};
const dutch: Readonly<Record<Refusal, string>> = {
  stillReading: "De bewaking leest het beleid en de doelgroep nog. Sla over een ogenblik opnieuw op.",
  toDecide:
    "Er zitten VIP-klanten vlak voor ondertekening in deze doelgroep. Beslis over elk van hen onder Bewaking en wijzig dan de status.",
  notChecked:
    "De bewaking heeft deze doelgroep niet volledig gecontroleerd. Open het tabblad Verzending, of vraag het een collega die alle verkoopkansen ziet.",
};

const FRENCH = 1036;
const DUTCH = 1043;

export function refusalText(refusal: Refusal, languageId: number): string {
  return (languageId === FRENCH ? french : languageId === DUTCH ? dutch : english)[refusal];
}
