import { ALLOW_OR_NOT, CONTACT_METHODS, NOT_OR_ALLOW, SEND_OR_NOT } from "./choices";
import type { ColumnDescription } from "./describe";
import { boolean, choice, date } from "./describe";

/**
 * What a client has said about being contacted. True forbids, but for `followemail`, where true allows.
 * @param ofLead leads have neither `donotbulkpostalmail` nor `marketingonly`
 */
export function consent(ofLead: boolean): readonly ColumnDescription[] {
  const forbid = { labels: ALLOW_OR_NOT };
  return [
    boolean(
      "DoNotBulkEMail",
      [
        "Do not allow Bulk Emails",
        "Ne pas autoriser les courriers électroniques en nombre",
        "Bulk-e-mail niet toestaan",
      ],
      false,
      forbid,
    ),
    ...(ofLead
      ? []
      : [
          boolean(
            "DoNotBulkPostalMail",
            ["Do not allow Bulk Mails", "Ne pas autoriser le courrier en nombre", "Bulkpost niet toestaan"],
            false,
          ),
          boolean("MarketingOnly", ["Marketing Only", "Marketing uniquement", "Alleen marketing"], false),
        ]),
    boolean(
      "DoNotEMail",
      ["Do not allow Emails", "Ne pas autoriser les courriers électroniques", "E-mail niet toestaan"],
      false,
      forbid,
    ),
    boolean(
      "DoNotFax",
      ["Do not allow Faxes", "Ne pas autoriser les télécopies", "Fax niet toestaan"],
      false,
      forbid,
    ),
    boolean(
      "DoNotPhone",
      ["Do not allow Phone Calls", "Ne pas autoriser les appels téléphoniques", "Telefoneren niet toestaan"],
      false,
      forbid,
    ),
    boolean(
      "DoNotPostalMail",
      ["Do not allow Mails", "Ne pas autoriser le courrier", "Post niet toestaan"],
      false,
      forbid,
    ),
    boolean(
      "DoNotSendMM",
      ["Send Marketing Materials", "Envoyer des documents marketing", "Marketingmateriaal verzenden"],
      false,
      { labels: SEND_OR_NOT },
    ),
    boolean(
      "FollowEmail",
      ["Follow Email Activity", "Suivre l'activité du courrier électronique", "E-mailactiviteit volgen"],
      true,
      { labels: NOT_OR_ALLOW },
    ),
    choice(
      "PreferredContactMethodCode",
      ["Preferred Method of Contact", "Mode de contact préféré", "Voorkeursmethode voor contact"],
      CONTACT_METHODS,
      { default: 1 },
    ),
    date(
      "LastUsedInCampaign",
      [
        "Last Date Included in Campaign",
        "Dernière inclusion dans une campagne",
        "Laatst opgenomen in campagne",
      ],
      { create: false },
    ),
  ];
}
