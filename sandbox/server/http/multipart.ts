import { badQuery } from "../odata/refusals";

/** One part of a `multipart/mixed` body. */
export interface Part {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A request written out as text, as a batch carries it. */
export interface WrittenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** The boundary that a content type names; undefined when the content is not multipart. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  const match = /^multipart\/mixed\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType ?? "");
  return match?.[1] ?? match?.[2];
}

/**
 * The parts of a body (RFC 2046, section 5.1). Lines end in CRLF; Dataverse takes nothing else.
 * @throws DataverseError 400 when the body does not end with the closing boundary
 */
export function parseMultipart(body: string, boundary: string): Part[] {
  const [, ...pieces] = `\r\n${body}`.split(`\r\n--${boundary}`);
  const last = pieces.pop();
  if (last?.startsWith("--") !== true) {
    throw badQuery(
      "The batch is not well formed: its closing boundary is missing. Lines have to end in CRLF.",
    );
  }
  return pieces.map((piece) => {
    const start = piece.indexOf("\r\n");
    if (start === -1 || piece.slice(0, start).trim() !== "") {
      throw badQuery("The batch is not well formed: a boundary has to stand on a line of its own.");
    }
    return parseMessage(piece.slice(start + 2));
  });
}

/** Headers, an empty line, a body. */
function parseMessage(text: string): Part {
  // Without headers a part begins with the empty line.
  const end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
  const head = end === -1 ? text : text.slice(0, end);
  const headers: Record<string, string> = {};
  for (const line of head.split("\r\n")) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon < 1 || line.includes("\n")) {
      throw badQuery(`The batch is not well formed: '${line.slice(0, 100)}' is no header line.`);
    }
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const skipped = end === 0 ? 2 : 4;
  return { headers, body: end === -1 ? "" : text.slice(end + skipped) };
}

/** Reads `POST /api/data/v9.2/accounts HTTP/1.1` with its headers and body. */
export function parseRequest(text: string): WrittenRequest {
  const trimmed = text.replace(/^(?:\r\n)+/, "");
  const lineEnd = trimmed.indexOf("\r\n");
  const line = lineEnd === -1 ? trimmed : trimmed.slice(0, lineEnd);
  const match = /^([A-Z]+) (\S.*?)(?: HTTP\/\d(?:\.\d)?)?$/.exec(line.trim());
  if (match === null || line.includes("\n")) {
    throw badQuery(`The batch is not well formed: '${line.slice(0, 100)}' is no request line.`);
  }
  const { headers, body } = parseMessage(lineEnd === -1 ? "" : trimmed.slice(lineEnd + 2));
  return { method: match[1] as string, url: match[2] as string, headers, body };
}

/** Writes parts as a body. */
export function writeMultipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}
