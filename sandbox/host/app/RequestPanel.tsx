import * as React from "react";
import { fill, type PageStrings } from "./pageStrings";
import type { LoggedRequest, RequestLog } from "./requestLog";

/** Drawn again only where its request was answered: the list is longest when the page has the most to do. */
const RequestRow = React.memo(function RequestRow({ one }: { readonly one: LoggedRequest }) {
  return (
    <tr data-origin={one.origin} data-status={one.status}>
      <td>{one.number}</td>
      <td>{one.origin}</td>
      <td>{one.method}</td>
      <td>{one.status === undefined ? "…" : one.status === 0 ? "—" : one.status}</td>
      <td>{Math.round(one.startedAt)}</td>
      <td>{one.milliseconds === undefined ? "" : Math.round(one.milliseconds)}</td>
      <td>{one.bytes ?? ""}</td>
      <td>
        <code>{one.path}</code>
      </td>
    </tr>
  );
});

/** Every request of the page to the Web API: who sent it, what it asked, what it cost. */
export function RequestPanel({
  log,
  strings,
}: {
  readonly log: RequestLog;
  readonly strings: PageStrings;
}): React.ReactElement {
  const [requests, setRequests] = React.useState(log.requests);
  React.useEffect(() => {
    setRequests(log.requests);
    // Once a frame: a component that sends two dozen requests is not to wait for as many drawings of this list.
    let frame = 0;
    const unsubscribe = log.subscribe(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setRequests(log.requests));
    });
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
    };
  }, [log]);
  const bytes = requests.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  return (
    <details className="requests">
      <summary>
        {strings.requests}: {fill(strings.requestsSummary, requests.length, Math.ceil(bytes / 1024))}
      </summary>
      <div className="requests-scroll" tabIndex={0} role="region" aria-label={strings.requests}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">origin</th>
              <th scope="col">method</th>
              <th scope="col">status</th>
              <th scope="col">at</th>
              <th scope="col">ms</th>
              <th scope="col">bytes</th>
              <th scope="col">request</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((one) => (
              <RequestRow key={one.number} one={one} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
