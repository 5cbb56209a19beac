import type { Exchange } from "../http/exchange";
import type { Reference, WriteContext } from "../write/context";

/** What an operation was called with. */
export interface Call {
  readonly exchange: Exchange;
  /** For writing and for looking rows up; inside the transaction when the operation is an action. */
  readonly context: WriteContext;
  /** Parameters by name: from the body of an action, from the brackets of a function. */
  readonly parameters: ReadonlyMap<string, unknown>;
}

/** A call on a row. */
export interface BoundCall extends Call {
  readonly bound: Reference;
}

/** The answer's members besides `@odata.context`; undefined for an answer without a body. */
export type OperationResult = Record<string, unknown> | undefined;

/** A parameter: its type as `$metadata` names it, and whether it has to be given. */
export interface Parameter {
  readonly type: string;
  readonly isRequired: boolean;
}

export function required(type: string): Parameter {
  return { type, isRequired: true };
}

export function optional(type: string): Parameter {
  return { type, isRequired: false };
}

interface Common {
  readonly name: string;
  readonly kind: "action" | "function";
  /** Logical name of a table that comes with the same app of Microsoft's: without it, the operation is not there. */
  readonly needs?: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The members of its response with their types, or the one type that it returns; absent when it returns nothing. */
  readonly returns?: Readonly<Record<string, string>> | string;
}

export interface UnboundOperation extends Common {
  run(call: Call): Promise<OperationResult>;
}

export interface BoundOperation extends Common {
  /** Logical name of the table that it is bound to. */
  readonly boundTo: string;
  run(call: BoundCall): Promise<OperationResult>;
}

/** An action or function of the Web API. */
export type Operation = UnboundOperation | BoundOperation;
