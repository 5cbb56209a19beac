import type { Organization } from "../organization";
import type { Caller } from "../security/caller";
import type { Preferences } from "./prefer";

/** One request to the Web API, whether it came alone or as a part of a batch. */
export interface WebApiRequest {
  readonly method: string;
  /** What follows `/api/data/v9.x/`, still percent-encoded, with the query string. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface WebApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is; absent with 204 and 304. */
  readonly body?: object | string;
}

/** All that handling one request needs to know. */
export interface Exchange {
  readonly organization: Organization;
  readonly caller: Caller;
  /** Who is signed in: somebody else than the caller while impersonating. */
  readonly signedInUserId: string;
  readonly request: WebApiRequest;
  readonly preferences: Preferences;
  /** `http://localhost:8181/api/data/v9.2/`: the start of every URL in an answer. */
  readonly serviceRoot: string;
  /** Inside a change set: the URL of the row that the request with a Content-ID made. */
  readonly contentIds?: ReadonlyMap<string, string>;
}

/** The answer of a write that has nothing to tell. */
export function noContent(headers: Readonly<Record<string, string>> = {}): WebApiAnswer {
  return { status: 204, headers };
}
