import type { Reservation, SegmentOutcome, SegmentTrouble } from "../../../dataverse/segment/keepSegment";
import type { Failure } from "../../../dataverse/failure";

/** Every sentence about the segment; `{name}` and the like are filled in. */
type Sentence =
  | ("kept" | "changed" | "partly" | "notKept" | "notKeptNamed")
  | Reservation
  | Exclude<SegmentTrouble["kind"], "failed">
  | ("offline" | "throttled" | "noPrivilege" | "answered");

const english: Readonly<Record<Sentence, string>> = {
  kept: "The segment “{name}” was brought up to date: {added} added, {removed} taken off.",
  changed: "Segment “{name}”: {added} added, {removed} taken off.",
  partly: "Before that, {added} were added and {removed} taken off.",
  notKept: "The segment of protected clients was not brought up to date:",
  notKeptNamed: "The segment “{name}” was not brought up to date:",
  seesPart:
    "You see only part of the clients and deals: some who are protected may be missing from the segment “{name}”, and nobody is taken off it. A colleague who sees everything opens this form to bring it up to date.",
  tooMany:
    "More people are protected than can be read at once: some may be missing from the segment “{name}”, and nobody was taken off it.",
  full: "The segment “{name}” takes no more people: some who are protected are missing from it.",
  noId: "what the policy names is not a segment’s id.",
  noJourneys: "there are no segments of Customer Insights - Journeys here.",
  gone: "the segment that the policy names is not there.",
  notStatic: "it has conditions of its own. Name a static segment in the policy.",
  otherMembers: "its members are neither contacts nor leads.",
  noRoom: "it has ten groups of members already, and takes no other.",
  unreadable: "its groups of members cannot be read.",
  offline: "there is no connection.",
  throttled: "the service asks for patience. Open this form again later.",
  noPrivilege:
    "your roles do not let you do so. A colleague who works with segments opens this form instead. {detail}",
  answered: "the service refused. {detail}",
};
const french: Readonly<Record<Sentence, string>> = {
  kept: "Le segment « {name} » a été mis à jour : {added} ajouts, {removed} retraits.",
  changed: "Segment « {name} » : {added} ajouts, {removed} retraits.",
  partly: "Auparavant : {added} ajouts, {removed} retraits.",
  notKept: "Le segment des clients protégés n’a pas été mis à jour :",
  notKeptNamed: "Le segment « {name} » n’a pas été mis à jour :",
  seesPart:
    "Vous ne voyez qu’une partie des clients et des opportunités : il peut manquer des personnes protégées dans le segment « {name} », et personne n’en est retiré. Un collègue qui voit tout doit ouvrir ce formulaire pour le mettre à jour.",
  tooMany:
    "Il y a plus de personnes protégées qu’on ne peut en lire d’un coup : il peut en manquer dans le segment « {name} », et personne n’en a été retiré.",
  full: "Le segment « {name} » n’accepte plus personne : il y manque des personnes protégées.",
  noId: "ce que nomme la politique n’est pas l’identifiant d’un segment.",
  noJourneys: "il n’y a pas de segments Customer Insights - Journeys ici.",
  gone: "le segment que nomme la politique n’existe pas.",
  notStatic: "il a ses propres conditions. Nommez un segment statique dans la politique.",
  otherMembers: "ses membres ne sont ni des contacts ni des prospects.",
  noRoom: "il a déjà dix groupes de membres et n’en accepte pas d’autre.",
  unreadable: "ses groupes de membres sont illisibles.",
  offline: "il n’y a pas de connexion.",
  throttled: "le service demande de patienter. Rouvrez ce formulaire plus tard.",
  noPrivilege:
    "vos rôles ne vous le permettent pas. Un collègue qui travaille avec les segments doit ouvrir ce formulaire. {detail}",
  answered: "le service a refusé. {detail}",
};
const dutch: Readonly<Record<Sentence, string>> = {
  kept: "Het segment ‘{name}’ is bijgewerkt: {added} toegevoegd, {removed} verwijderd.",
  changed: "Segment ‘{name}’: {added} toegevoegd, {removed} verwijderd.",
  partly: "Daarvoor zijn er {added} toegevoegd en {removed} verwijderd.",
  notKept: "Het segment van beschermde klanten is niet bijgewerkt:",
  notKeptNamed: "Het segment ‘{name}’ is niet bijgewerkt:",
  seesPart:
    "U ziet maar een deel van de klanten en verkoopkansen: in het segment ‘{name}’ kunnen beschermde personen ontbreken, en er wordt niemand uit verwijderd. Laat een collega die alles ziet dit formulier openen om het bij te werken.",
  tooMany:
    "Er zijn meer personen beschermd dan in één keer te lezen zijn: in het segment ‘{name}’ kunnen er ontbreken, en niemand is eruit verwijderd.",
  full: "Het segment ‘{name}’ neemt niemand meer op: er ontbreken beschermde personen in.",
  noId: "wat het beleid noemt, is geen id van een segment.",
  noJourneys: "er zijn hier geen segmenten van Customer Insights - Journeys.",
  gone: "het segment dat het beleid noemt, is er niet.",
  notStatic: "het heeft eigen voorwaarden. Noem in het beleid een statisch segment.",
  otherMembers: "de leden zijn geen contactpersonen en geen leads.",
  noRoom: "het heeft al tien groepen leden en neemt er geen meer op.",
  unreadable: "de groepen leden zijn niet te lezen.",
  offline: "er is geen verbinding.",
  throttled: "de dienst vraagt om geduld. Open dit formulier later opnieuw.",
  noPrivilege:
    "uw rollen staan dat niet toe. Laat een collega die met segmenten werkt dit formulier openen. {detail}",
  answered: "de dienst heeft geweigerd. {detail}",
};

const FRENCH = 1036;
const DUTCH = 1043;

/** What stands above the form. */
export interface Said {
  readonly level: "INFO" | "WARNING";
  readonly text: string;
}

/** What became of the segment, in the user's language; null where nothing was to be done and nothing is to be said. */
export function segmentText(outcome: SegmentOutcome, languageId: number): Said | null {
  const sentences = languageId === FRENCH ? french : languageId === DUTCH ? dutch : english;
  const { name, added, removed, reservations, trouble } = outcome;
  const count = (number: number) => number.toLocaleString(localeOf(languageId));
  const say = (sentence: Sentence, more: Readonly<Record<string, string>> = {}) => {
    const values: Readonly<Record<string, string>> = {
      ...{ name: name ?? "", added: count(added), removed: count(removed) },
      ...more,
    };
    // One pass: a segment's name may hold braces of its own.
    return sentences[sentence].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? "").trim();
  };
  const isDone = added + removed > 0;
  const done = trouble !== null ? "partly" : reservations.length > 0 ? "changed" : "kept";
  const parts = [
    ...(trouble === null ? [] : [say(name === null ? "notKept" : "notKeptNamed"), reasonOf(trouble, say)]),
    ...(isDone ? [say(done)] : []),
    ...reservations.map((reservation) => say(reservation)),
  ];
  if (parts.length === 0) return null;
  // Whose roles have nothing to do with segments cannot help it.
  const isHarmless =
    trouble === null ? reservations.length === 0 : isRights(trouble) && reservations.length === 0;
  return { level: isHarmless ? "INFO" : "WARNING", text: parts.join(" ") };
}

function isRights(trouble: SegmentTrouble): boolean {
  return trouble.kind === "failed" && trouble.failure.kind === "noPrivilege";
}

type Say = (sentence: Sentence, more?: Readonly<Record<string, string>>) => string;

function reasonOf(trouble: SegmentTrouble, say: Say): string {
  switch (trouble.kind) {
    case "failed":
      return refusalOf(trouble.failure, say);
    case "noId":
    case "noJourneys":
    case "gone":
    case "notStatic":
    case "otherMembers":
    case "noRoom":
    case "unreadable":
      return say(trouble.kind);
  }
}

function refusalOf(failure: Failure, say: Say): string {
  switch (failure.kind) {
    case "offline":
    case "throttled":
      return say(failure.kind);
    case "noPrivilege":
      return say("noPrivilege", { detail: failure.privilege === undefined ? "" : `(${failure.privilege})` });
    case "unknown":
      return say("answered", {
        detail: [failure.code, failure.message].filter((part) => (part ?? "") !== "").join(": "),
      });
    case "gone":
    case "tooManyRows":
    case "noSuchColumn":
      return say("answered", { detail: `(${failure.kind})` });
  }
}

function localeOf(languageId: number): string {
  return languageId === FRENCH ? "fr" : languageId === DUTCH ? "nl" : "en";
}
