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

interface Common {
  readonly name: string;
  readonly kind: "action" | "function";
  /** The parameters that it takes, and whether each has to be given. */
  readonly parameters: Readonly<Record<string, "required" | "optional">>;
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
