import { create, list, refusal, send, startService, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

const BAD_QUERY = { status: 400, code: "0x80060888" };

describe("a query option", () => {
  it("that Dataverse does not know is refused by name, with or without a dollar sign", async () => {
    for (const option of ["utm_source=x", "top=1", "select=name", "fetchxml=%3Cfetch/%3E", "%24foo=1"]) {
      const reply = await send(service, "GET", `accounts?${option}`);
      expect(refusal(reply)).toEqual(BAD_QUERY);
      expect(reply.text).toContain("query parameter");
    }
    expect(refusal(await send(service, "POST", "accounts?foo=1", { body: { name: "x" } }))).toEqual(
      BAD_QUERY,
    );
    expect(await list(service, "accounts?$filter=name eq 'x'")).toEqual([]);
  });

  it("of its own is taken once", async () => {
    const fetchXml = encodeURIComponent("<fetch><entity name='account'/></fetch>");
    expect(refusal(await send(service, "GET", `accounts?fetchXml=${fetchXml}&fetchXml=${fetchXml}`))).toEqual(
      BAD_QUERY,
    );
  });
});

describe("a text in a filter", () => {
  it("stands between single quotes; double ones are for the items of a list", async () => {
    expect(refusal(await send(service, "GET", 'accounts?$filter=name eq "x"'))).toEqual(BAD_QUERY);
    expect(refusal(await send(service, "GET", 'accounts?$filter=contains(name,"x")'))).toEqual(BAD_QUERY);
    await create(service, "accounts", { name: "Listed" });
    for (const items of ['["Listed"]', "['Listed']"]) {
      const filter = `Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=${items})`;
      expect(await list(service, `accounts?$select=name&$filter=${filter}`)).toHaveLength(1);
    }
  });
});

describe("a change set", () => {
  const part = (name: string, contentId?: string): string =>
    [
      "--c",
      "Content-Type: application/http",
      ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
      "",
      "POST accounts HTTP/1.1",
      "Content-Type: application/json",
      "",
      JSON.stringify({ name }),
      "",
    ].join("\r\n");
  const batch = (...parts: string[]): string =>
    `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join("")}--c--\r\n--b--\r\n`;
  const sendBatch = (...parts: string[]) =>
    send(service, "POST", "$batch", {
      headers: { "Content-Type": "multipart/mixed; boundary=b" },
      body: batch(...parts),
    });

  it("numbers its requests, each with a Content-ID of its own", async () => {
    for (const parts of [[part("CS")], [part("CS", "1"), part("CS", "1")], [part("CS", "1"), part("CS")]]) {
      expect(refusal(await sendBatch(...parts))).toEqual(BAD_QUERY);
    }
    expect(await list(service, "accounts?$filter=name eq 'CS'")).toEqual([]);
    expect((await sendBatch(part("CS", "1"), part("CS", "2"))).status).toBe(200);
    expect(await list(service, "accounts?$filter=name eq 'CS'")).toHaveLength(2);
  });
});
