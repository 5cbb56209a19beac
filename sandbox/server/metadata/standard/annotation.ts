import { parental } from "./cascade";
import { boolean, describeTable, entityName, integer, lookup, memo, readOnly, text } from "./describe";

/** Tables whose rows can have notes, with the relationship's name and its odd capitals. */
const ANNOTATED = [
  ["account", "Account_Annotation"],
  ["contact", "Contact_Annotation"],
  ["lead", "Lead_Annotation"],
  ["opportunity", "Opportunity_Annotation"],
  ["campaign", "Campaign_Annotation"],
  ["campaignactivity", "CampaignActivity_Annotation"],
  ["campaignresponse", "CampaignResponse_Annotation"],
  ["list", "List_Annotation"],
  ["appointment", "Appointment_Annotation"],
  ["email", "Email_Annotation"],
  ["fax", "Fax_Annotation"],
  ["letter", "Letter_Annotation"],
  ["phonecall", "PhoneCall_Annotation"],
  ["task", "Task_Annotation"],
  ["opportunityclose", "OpportunityClose_Annotation"],
  ["bulkoperation", "bulkoperation_Annotations"],
] as const;

export const annotation = describeTable({
  schemaName: "Annotation",
  entitySetName: "annotations",
  objectTypeCode: 5,
  labels: ["Note", "Note", "Notitie"],
  pluralLabels: ["Notes", "Notes", "Notities"],
  ownership: "UserOwned",
  primaryName: "subject",
  relationships: {
    createdBy: "lk_annotationbase_createdby",
    createdOnBehalfBy: "lk_annotationbase_createdonbehalfby",
    modifiedBy: "lk_annotationbase_modifiedby",
    modifiedOnBehalfBy: "lk_annotationbase_modifiedonbehalfby",
    owningBusinessUnit: "business_unit_annotations",
    owningTeam: "team_annotations",
    owningUser: "annotation_owning_user",
  },
  columns: [
    memo("DocumentBody", ["Document", "Document", "Document"], 1073741823),
    text("FileName", ["File Name", "Nom du fichier", "Bestandsnaam"], 255),
    integer(
      "FileSize",
      ["File Size (Bytes)", "Taille du fichier (octets)", "Bestandsgrootte (bytes)"],
      [0, 1000000000],
      readOnly,
    ),
    boolean("IsDocument", ["Is Document", "Est un document", "Is document"], false, {
      required: "systemrequired",
    }),
    text("LangId", "Language ID", 2),
    text("MimeType", ["Mime Type", "Type MIME", "MIME-type"], 256),
    memo("NoteText", ["Description", "Description", "Beschrijving"], 1073741823),
    lookup(
      "ObjectId",
      ["Regarding", "Concernant", "Betreft"],
      ANNOTATED.map(([table, schemaName]) => ({
        table,
        schemaName,
        navigation: `objectid_${table}`,
        cascade: parental,
      })),
    ),
    entityName("ObjectTypeCode", ["Object Type", "Type d'objet", "Objecttype"]),
    text("StepId", "Step Id", 32),
    text("Subject", ["Title", "Titre", "Titel"], 500),
  ],
});
