import type { Rows } from "./smallOrganisation";

export const CONTOSO = "00000000-0000-4000-8000-00000000a001";
export const FABRIKAM = "00000000-0000-4000-8000-00000000a002";
export const ANNE = "00000000-0000-4000-8000-00000000c001";
export const BRAM = "00000000-0000-4000-8000-00000000c002";
export const CLEO = "00000000-0000-4000-8000-00000000c003";
export const PLATFORM = "00000000-0000-4000-8000-00000000d001";
export const SECURITY = "00000000-0000-4000-8000-00000000d002";
const OPENED = "00000000-0000-4000-8000-00000000e001";
const MEETING = "00000000-0000-4000-8000-00000000e002";
const REFUSAL = "00000000-0000-4000-8000-00000000e003";
export const kindIds = [OPENED, MEETING, REFUSAL] as const;

/** Two accounts with three contacts, two topics and three kinds; interactions are the test's own. */
export const fewClients: Rows = {
  account: [
    { accountid: CONTOSO, name: "Contoso" },
    { accountid: FABRIKAM, name: "Fabrikam" },
  ],
  contact: [
    contact(ANNE, "Anne Lambert", CONTOSO, false, false),
    contact(BRAM, "Bram de Vries", CONTOSO, true, null),
    contact(CLEO, "Cleo Smith", FABRIKAM, false, true),
  ],
  ent_topic: [
    { ent_topicid: PLATFORM, ent_name: "Data platform" },
    { ent_topicid: SECURITY, ent_name: "Security" },
  ],
  ent_interactionkind: [
    { ent_interactionkindid: OPENED, ent_name: "E-mail opened", ent_points: 1, ent_halflifedays: 10 },
    { ent_interactionkindid: MEETING, ent_name: "Meeting", ent_points: 20, ent_halflifedays: null },
    {
      ent_interactionkindid: REFUSAL,
      ent_name: "Field note, negative",
      ent_points: -20,
      ent_halflifedays: 60,
    },
  ],
};

function contact(
  contactid: string,
  fullname: string,
  parentcustomerid: string,
  donotbulkemail: boolean,
  msdyn_disablewebtracking: boolean | null,
) {
  return {
    contactid,
    fullname,
    parentcustomerid,
    donotbulkemail,
    // Whoever refuses mailings or tracking here does not want to be followed either.
    followemail: !donotbulkemail && msdyn_disablewebtracking !== true,
    msdyn_disablewebtracking,
    statecode: 0,
  };
}

let made = 0;

/** One interaction of Anne's about the data platform, a meeting, unless said otherwise. */
export function interaction(
  day: string,
  more: Partial<
    Readonly<
      Record<
        | "ent_topicid"
        | "ent_kindid"
        | "ent_contactid"
        | "ent_leadid"
        | "ent_accountid"
        | "ent_detail"
        | "ent_fieldnoteid"
        | "ent_occurredon",
        string | null
      >
    >
  > & { readonly statecode?: number } = {},
) {
  made += 1;
  return {
    ent_interactionid: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    ent_occurredon: `${day}T10:00:00Z`,
    ent_name: "…",
    ent_topicid: PLATFORM,
    ent_kindid: MEETING,
    ent_contactid: ANNE,
    ent_accountid: null,
    ent_leadid: null,
    ent_detail: null,
    ent_fieldnoteid: null,
    statecode: 0,
    ...more,
  };
}
