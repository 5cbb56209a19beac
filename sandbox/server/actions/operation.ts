import type { Exchange } from "../http/exchange";
import type { Reference } from "../write/context";

/** What an operation was called with. */
export interface Call {
  readonly exchange: Exchange;
  /** The row that a bound operation is called on. */
  readonly bound?: Reference;
  /** Parameters by name: from the body of an action, from the brackets of a function. */
  readonly parameters: ReadonlyMap<string, unknown>;
}

/** An action or function of the Web API. */
export interface Operation {
  readonly name: string;
  readonly kind: "action" | "function";
  /** Logical name of the table that it is bound to; unbound when absent. */
  readonly boundTo?: string;
  /** The parameters that it takes, and whether each has to be given. */
  readonly parameters: Readonly<Record<string, "required" | "optional">>;
  /** @returns the answer's members besides `@odata.context`, or undefined for an answer without a body */
  run(call: Call): Promise<Record<string, unknown> | undefined>;
}
