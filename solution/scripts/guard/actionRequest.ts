/** What `Xrm.WebApi.online.execute` takes: the parameters, and what they are. */
export interface ActionRequest {
  readonly [parameter: string]: unknown;
  getMetadata(): {
    readonly boundParameter: string | null;
    readonly parameterTypes: ParameterTypes;
    readonly operationType: number;
    readonly operationName: string;
  };
}

interface ParameterType {
  readonly typeName: string;
  readonly structuralProperty: number;
}

export type ParameterTypes = Readonly<Record<string, ParameterType>>;

const ACTION = 0;
const PRIMITIVE = 1;
const COLLECTION = 4;
const ENTITY = 5;

/** @param typeName as `Edm.String` */
export function primitive(typeName: string): ParameterType {
  return { typeName, structuralProperty: PRIMITIVE };
}

/** @param typeName of an element, as `Edm.String` */
export function collectionOf(typeName: string): ParameterType {
  return { typeName: `Collection(${typeName})`, structuralProperty: COLLECTION };
}

export function entity(table: string): ParameterType {
  return { typeName: `mscrm.${table}`, structuralProperty: ENTITY };
}

/** @param boundParameter the parameter that the action is bound to; null for none */
export function actionRequest(
  operationName: string,
  parameters: Readonly<Record<string, unknown>>,
  parameterTypes: ParameterTypes,
  boundParameter: string | null = null,
): ActionRequest {
  return {
    ...parameters,
    getMetadata: () => ({ boundParameter, parameterTypes, operationType: ACTION, operationName }),
  };
}
