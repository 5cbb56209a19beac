import { DataverseError } from "../errors";

/** A URL that breaks a rule of OData or asks for what Dataverse's OData lacks. */
export function badQuery(message: string): DataverseError {
  return new DataverseError(400, "0x80060888", message);
}

export function badSyntax(position: number, text: string): DataverseError {
  return badQuery(`Syntax error at position ${String(position)} in '${text}'.`);
}

export function noSuchProperty(name: string, table: string): DataverseError {
  return badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`);
}

export function noSuchSegment(name: string): DataverseError {
  return new DataverseError(404, "0x8006088a", `Resource not found for the segment '${name}'.`);
}

export function methodNotAllowed(method: string): DataverseError {
  return new DataverseError(
    405,
    "0x80060888",
    `The requested resource does not support http method '${method}'.`,
  );
}

/** A body that is not what the operation takes. */
export function badPayload(set: string, reason: string): DataverseError {
  return new DataverseError(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'${set}', InnerException : ${reason}`,
  );
}

export function noSuchRow(table: string, id: string): DataverseError {
  return new DataverseError(404, "0x80040217", `Entity '${table}' With Id = ${id} Does Not Exist`);
}

export function noSuchRowByKey(table: string): DataverseError {
  return new DataverseError(
    404,
    "0x80060891",
    `A record with the specified key values does not exist in ${table} entity`,
  );
}
