import { choice, describeTable, integer, memo, text } from "./describe";

/** A notification inside the app, for the user who owns it. */
export const appNotification = describeTable({
  schemaName: "appnotification",
  entitySetName: "appnotifications",
  objectTypeCode: 10116,
  labels: ["Notification", "Notification", "Melding"],
  pluralLabels: ["Notifications", "Notifications", "Meldingen"],
  ownership: "UserOwned",
  primaryName: "title",
  optimisticConcurrency: false,
  columns: [
    text("Title", ["Title", "Titre", "Titel"], 500, { required: "applicationrequired" }),
    memo("Body", ["Body", "Corps", "Inhoud"], 2000),
    memo("Data", ["Data", "Données", "Gegevens"], 5000),
    choice(
      "IconType",
      ["Icon Type", "Type d'icône", "Pictogramtype"],
      [
        [100000000, "Info"],
        [100000001, ["Success", "Réussite", "Geslaagd"]],
        [100000002, ["Failure", "Échec", "Mislukt"]],
        [100000003, ["Warning", "Avertissement", "Waarschuwing"]],
        [100000004, ["Mention", "Mention", "Vermelding"]],
        [100000005, ["Custom", "Personnalisé", "Aangepast"]],
      ],
      { default: 100000000 },
    ),
    choice(
      "Priority",
      ["Priority", "Priorité", "Prioriteit"],
      [
        [200000000, ["Normal", "Normale", "Normaal"]],
        [200000001, ["High", "Haute", "Hoog"]],
      ],
      { default: 200000000 },
    ),
    choice(
      "ToastType",
      ["Toast Type", "Type de message", "Type melding"],
      [
        [200000000, ["Timed", "Temporisé", "Tijdelijk"]],
        [200000001, ["Hidden", "Masqué", "Verborgen"]],
      ],
      { default: 200000000 },
    ),
    // Seconds until the platform deletes it; two weeks unless told otherwise.
    integer("TTLInSeconds", "Expires in (seconds)", [-1, 2147483647], { default: 1209600 }),
  ],
});
