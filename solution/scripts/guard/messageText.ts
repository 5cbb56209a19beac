import type { Refusal } from "./statusGate";
import type { Warning } from "./warning";
import type { WhoIsProtected } from "./whoIsProtected";

/** Every message of the form about the guard. */
type Message = `refused.${Refusal}` | `warned.${Warning}` | "noGuard";

/** A form script has no string files of its own: what it says stands here, in the languages of the components, and as they say it. */
const english: Readonly<Record<Message, string>> = {
  "refused.stillReading": "The guard is still reading the policy and the audience. Save again in a moment.",
  "refused.notRead":
    "The guard could not read the policy or the audience, and is trying again. Save again in a moment; if it stays so, ask your admin.",
  "refused.toDecide":
    "{who} are in this audience. Decide about each of them under Guard, then change the status.",
  "refused.mayNotGuard":
    "{who} are in this audience, and your role does not let you guard it. Ask an administrator for the Entente Marketer role, or a colleague who has it to guard it.",
  "refused.notChecked":
    "The guard has not checked this audience wholly. Open the Send tab, or ask a colleague who sees all deals to do so.",
  "warned.someProtected": "{who} are in this audience. Look under Guard before you send.",
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
    "{who} sont dans cette audience. Décidez pour chacun sous Garde, puis changez le statut.",
  "refused.mayNotGuard":
    "{who} sont dans cette audience, et votre rôle ne vous permet pas de la garder. Demandez le rôle Entente Marketer à un administrateur, ou demandez à un collègue qui l’a de la garder.",
  "refused.notChecked":
    "La garde n’a pas vérifié toute cette audience. Ouvrez l’onglet Envoi, ou demandez-le à un collègue qui voit toutes les opportunités.",
  "warned.someProtected": "{who} sont dans cette audience. Regardez sous Garde avant d’envoyer.",
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
    "Er zitten {who} in deze doelgroep. Beslis over elk van hen onder Bewaking en wijzig dan de status.",
  "refused.mayNotGuard":
    "Er zitten {who} in deze doelgroep, en met uw rol kunt u die niet bewaken. Vraag een beheerder om de rol Entente Marketer, of een collega die haar heeft om dat te doen.",
  "refused.notChecked":
    "De bewaking heeft deze doelgroep niet volledig gecontroleerd. Open het tabblad Verzending, of vraag het een collega die alle verkoopkansen ziet.",
  "warned.someProtected": "Er zitten {who} in deze doelgroep. Kijk onder Bewaking voordat u verzendt.",
  "warned.notChecked":
    "De bewaking heeft deze doelgroep niet volledig gecontroleerd. Kijk onder Bewaking voordat u verzendt.",
  noGuard:
    "Het script van Entente vindt de bewaking niet op dit formulier: niets waarschuwt erboven, en bewaakte lijsten kunnen er niet op. Waarschuw uw beheerder.",
};

type Names = Readonly<Record<WhoIsProtected, string>>;

const inEnglish: Names = {
  inClosing: "VIP clients in closing",
  onHold: "Clients on hold",
  both: "VIP clients in closing and clients on hold",
  either: "VIP clients in closing or clients on hold",
};
const inFrench: Names = {
  inClosing: "Des clients VIP en cours de signature",
  onHold: "Des clients en pause d’envois",
  both: "Des clients VIP en cours de signature et des clients en pause d’envois",
  either: "Des clients VIP en cours de signature ou des clients en pause d’envois",
};
const inDutch: Names = {
  inClosing: "VIP-klanten vlak voor ondertekening",
  onHold: "klanten met een verzendpauze",
  both: "VIP-klanten vlak voor ondertekening en klanten met een verzendpauze",
  either: "VIP-klanten vlak voor ondertekening of klanten met een verzendpauze",
};

const FRENCH = 1036;
const DUTCH = 1043;

/** @param who is in the audience, for messages that say so */
export function messageText(message: Message, languageId: number, who: WhoIsProtected = "either"): string {
  const [texts, names] =
    languageId === FRENCH
      ? [french, inFrench]
      : languageId === DUTCH
        ? [dutch, inDutch]
        : [english, inEnglish];
  return texts[message].replace("{who}", names[who]);
}
