import type { Refusal } from "./statusGate";
import type { Warning } from "./warning";

/** Every message of the form about the guard. */
type Message = `refused.${Refusal}` | `warned.${Warning}` | "noGuard";

/** A form script has no string files of its own: what it says stands here, in the languages of the components. */
const english: Readonly<Record<Message, string>> = {
  "refused.stillReading": "The guard is still reading the policy and the audience. Save again in a moment.",
  "refused.notRead":
    "The guard could not read the policy or the audience, and is trying again. Save again in a moment; if it stays so, ask your admin.",
  "refused.toDecide":
    "VIP clients in closing are in this audience. Decide about each of them under Guard, then change the status.",
  "refused.notChecked":
    "The guard has not checked this audience wholly. Open the Send tab, or ask a colleague who sees all deals to do so.",
  "warned.someProtected": "VIP clients in closing are in this audience. Look under Guard before you send.",
  "warned.notChecked": "The guard has not checked this audience wholly. Look under Guard before you send.",
  noGuard:
    "Entente’s script does not find the guard on this form: nothing warns above it, and guarded lists cannot be put on. Tell your admin.",
};
const french: Readonly<Record<Message, string>> = {
  "refused.stillReading":
    "La garde lit encore la politique et l’audience. Enregistrez de nouveau dans un instant.",
  "refused.notRead":
    "La garde n’a pas pu lire la politique ou l’audience et réessaie. Enregistrez de nouveau dans un instant ; si cela persiste, adressez-vous à votre administrateur.",
  "refused.toDecide":
    "Des clients VIP en cours de signature sont dans cette audience. Décidez pour chacun sous Garde, puis changez le statut.",
  "refused.notChecked":
    "La garde n’a pas vérifié toute cette audience. Ouvrez l’onglet Envoi, ou demandez-le à un collègue qui voit toutes les opportunités.",
  "warned.someProtected":
    "Des clients VIP en cours de signature sont dans cette audience. Regardez sous Garde avant d’envoyer.",
  "warned.notChecked": "La garde n’a pas vérifié toute cette audience. Regardez sous Garde avant d’envoyer.",
  noGuard:
    "Le script d’Entente ne trouve pas la garde sur ce formulaire : rien n’avertit au-dessus de celui-ci, et aucune liste gardée ne peut y être mise. Prévenez votre administrateur.",
};
const dutch: Readonly<Record<Message, string>> = {
  "refused.stillReading":
    "De bewaking leest het beleid en de doelgroep nog. Sla over een ogenblik opnieuw op.",
  "refused.notRead":
    "De bewaking kon het beleid of de doelgroep niet lezen en probeert het opnieuw. Sla over een ogenblik opnieuw op; blijft het zo, vraag dan uw beheerder.",
  "refused.toDecide":
    "Er zitten VIP-klanten vlak voor ondertekening in deze doelgroep. Beslis over elk van hen onder Bewaking en wijzig dan de status.",
  "refused.notChecked":
    "De bewaking heeft deze doelgroep niet volledig gecontroleerd. Open het tabblad Verzending, of vraag het een collega die alle verkoopkansen ziet.",
  "warned.someProtected":
    "Er zitten VIP-klanten vlak voor ondertekening in deze doelgroep. Kijk onder Bewaking voordat u verzendt.",
  "warned.notChecked":
    "De bewaking heeft deze doelgroep niet volledig gecontroleerd. Kijk onder Bewaking voordat u verzendt.",
  noGuard:
    "Het script van Entente vindt de bewaking niet op dit formulier: niets waarschuwt erboven, en bewaakte lijsten kunnen er niet op. Waarschuw uw beheerder.",
};

const FRENCH = 1036;
const DUTCH = 1043;

export function messageText(message: Message, languageId: number): string {
  return (languageId === FRENCH ? french : languageId === DUTCH ? dutch : english)[message];
}
