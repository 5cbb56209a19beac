import type { TableDescription } from "../description";
import type { FluentThemes } from "./fluentDesignLanguage";
import type { StrictContextError } from "./strict";
import type { TypeDescriptions } from "./typeDescription";
import type { HostUser } from "./userSettings";
import type { Verb } from "../../server/metadata/model";

/** What the top bar switches, as far as a component can notice it. */
export interface HostState {
  readonly dark: boolean;
  /** With the new look off there is no `fluentDesignLanguage`. */
  readonly newLook: boolean;
  readonly phone: boolean;
  readonly offline: boolean;
}

/** All that the components of one page share. */
export interface HostEnvironment {
  readonly types: TypeDescriptions;
  readonly themes: FluentThemes;
  readonly user: HostUser;
  readonly navigation: ComponentFramework.Navigation;
  /** Read anew each time: the switches change it while components live. */
  state(): HostState;
  table(logicalName: string): TableDescription | undefined;
  /** How far the user's privilege reaches: 0 none, 1 user, 2 business unit, 3 below, 4 organisation. */
  privilege(table: string, verb: Verb): number;
  /** Sends a request to the Web API for a component; `path` follows `/api/data/v9.2/`. */
  send(control: string, path: string, request: RequestInit): Promise<Response>;
  /** A file of a component, as imported. */
  file(control: string, path: string): Promise<Response>;
  /** Told when a component breaks the contract. */
  breach(control: string, error: StrictContextError): void;
}
