/** One request to the Web API, as the panel lists it. */
export interface LoggedRequest {
  readonly number: number;
  /** Which component sent it, or `form`, `list`, `app` or `script` for the page itself. */
  readonly origin: string;
  readonly method: string;
  /** What follows `/api/data/v9.2/`, decoded. */
  readonly path: string;
  /** Absent while no answer has come; 0 when none will. */
  readonly status?: number;
  /** Milliseconds since the page was opened. */
  readonly startedAt: number;
  readonly milliseconds?: number;
  readonly bytes?: number;
}

/** A page that stays open all day keeps its last requests, not all. */
const KEPT = 300;

type Listener = (requests: readonly LoggedRequest[]) => void;

/** The last requests of this page, the oldest first. */
export class RequestLog {
  #requests: readonly LoggedRequest[] = [];
  #number = 0;
  readonly #listeners = new Set<Listener>();

  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Sends a request and keeps what became of it. */
  async record(
    origin: string,
    path: string,
    send: () => Promise<Response>,
    method: string,
  ): Promise<Response> {
    const started = performance.now();
    this.#number += 1;
    const number = this.#number;
    const request = { number, origin, method, path: readable(path), startedAt: started };
    this.#set([...this.#requests.slice(1 - KEPT), request]);
    const finish = (status: number, bytes?: number): void => {
      const milliseconds = performance.now() - started;
      this.#set(
        this.#requests.map((one) => (one.number === number ? { ...one, status, milliseconds, bytes } : one)),
      );
    };
    try {
      const response = await send();
      // Read once, and whole: an answer that is cut off is none. A copy that is read beside it costs the page as much again.
      const body = await response.arrayBuffer();
      finish(response.status, body.byteLength);
      return new Response(body.byteLength === 0 ? null : body, response);
    } catch (error) {
      finish(0);
      throw error;
    }
  }

  #set(requests: readonly LoggedRequest[]): void {
    this.#requests = requests;
    for (const listener of this.#listeners) listener(requests);
  }
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path.replace(/\+/g, " "));
  } catch {
    return path;
  }
}
