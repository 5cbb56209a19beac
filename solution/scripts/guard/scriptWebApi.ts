/// <reference types="xrm" />
import type { Row, WebApi } from "../../../dataverse/host";

/** `Xrm.WebApi` gives things that can be waited for, but are no promises by their type. */
export const scriptWebApi: WebApi = {
  retrieveMultipleRecords: async (table, options) =>
    Xrm.WebApi.online.retrieveMultipleRecords(table, options),
  retrieveRecord: async (table, id, options) => Xrm.WebApi.online.retrieveRecord<Row>(table, id, options),
};
