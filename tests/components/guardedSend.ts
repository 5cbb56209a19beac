import type { Row } from "../../dataverse/host";
import { lookup, shown } from "../dataverse/answering";

export const ACTIVITY = "00000000-0000-4000-8000-00000000e001";
export const DEAL = "00000000-0000-4000-8000-00000000d001";
export const CONTACT = "00000000-0000-4000-8000-00000000c001";
export const RITA = "00000000-0000-4000-8000-00000000f009";

/** A list on an activity, as it comes with the activity. */
export const list: Row = {
  "audience.listid": "00000000-0000-4000-8000-00000000f101",
  "audience.listname": "Newsletter",
  "audience.createdfromcode": 2,
  "audience.type": false,
  "audience.membercount": 12,
};

/** A deal in closing that protects one person. */
export const deal: Row = {
  opportunityid: DEAL,
  name: "Platform renewal",
  ...lookup("customerid", "00000000-0000-4000-8000-00000000a001", "Contoso"),
  ...lookup("parentcontactid", CONTACT, "Cleo Contact"),
  ...lookup("ownerid", RITA, "Rita Rep"),
  ...shown("salesstage", 3, "Close"),
  ...shown("estimatedvalue", 1_200_000, "€1,200,000.00"),
  closeprobability: 90,
  estimatedvalue_base: 1_200_000,
};
