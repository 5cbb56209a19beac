import type { ServiceRequest } from "./executeRequest";

/** A request of its own, or several that are done as a whole or not at all. */
export type BatchItem = ServiceRequest | readonly ServiceRequest[];

const BATCH = "batch_form_script";
const CHANGE_SET = "changeset_form_script";

function isChangeSet(item: BatchItem): item is readonly ServiceRequest[] {
  return Array.isArray(item);
}

function written({ method, path, body }: ServiceRequest, contentId?: number): string {
  return [
    "Content-Type: application/http",
    "Content-Transfer-Encoding: binary",
    ...(contentId === undefined ? [] : [`Content-ID: ${String(contentId)}`]),
    "",
    `${method} /api/data/v9.2/${path} HTTP/1.1`,
    "Accept: application/json",
    ...(body === undefined ? [] : ["Content-Type: application/json", "", body]),
    ...(body === undefined ? ["", ""] : []),
  ].join("\r\n");
}

function multipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
}

/** The body of a `POST $batch`, and the header that goes with it. */
export function batchRequest(items: readonly BatchItem[]): RequestInit {
  const parts = items.map((item, index) => {
    if (!isChangeSet(item)) return written(item);
    const boundary = `${CHANGE_SET}_${String(index)}`;
    const changes = item.map((request, place) => written(request, place + 1));
    return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${multipart(changes, boundary)}`;
  });
  return {
    method: "POST",
    body: multipart(parts, BATCH),
    headers: { "Content-Type": `multipart/mixed; boundary=${BATCH}` },
  };
}

/** The answers within the answer to a batch, in order. */
export function batchAnswers(body: string): Response[] {
  return body.split(/^--(?:batchresponse|changesetresponse)_[^\r\n]*\r\n/m).flatMap((part) => {
    const match = /^HTTP\/1\.1 (\d{3}) ?([^\r\n]*)\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/m.exec(part);
    if (!match) return [];
    const [, status, statusText, head = "", content = ""] = match;
    const headers = new Headers(
      head.split("\r\n").flatMap((line): [string, string][] => {
        const colon = line.indexOf(":");
        return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
      }),
    );
    const text = content.trim();
    return [new Response(text === "" ? null : text, { status: Number(status), statusText, headers })];
  });
}
