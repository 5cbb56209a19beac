import { list, read, refusal, send, startService, type Service } from "../webapi/service";

let service: Service;

beforeAll(async () => {
  service = await startService();
});

afterAll(async () => {
  await service.close();
});

function batchOf(headers: string): string {
  const lines = [
    "--b",
    "Content-Type: application/http",
    "",
    "GET WhoAmI HTTP/1.1",
    headers,
    "",
    "",
    "--b--",
  ];
  return lines.join("\r\n");
}

const IN_BATCH = { "Content-Type": "multipart/mixed; boundary=b" };

// learn.microsoft.com, "Impersonate another user using the Web API": the one who impersonates has to have the privilege
// prvActOnBehalfOfAnotherUser, and what is allowed is what both users' privileges allow.
describe("acting on behalf of another user", () => {
  it("is refused to who is signed in without the privilege", async () => {
    const reply = await send(service, "GET", "accounts", {
      as: service.repId,
      headers: { MSCRMCallerID: service.administratorId },
    });
    expect(refusal(reply)).toEqual({ status: 403, code: "0x80040220" });
    expect(reply.text).toContain("prvActOnBehalfOfAnotherUser");
  });

  it("is refused by the other header as well", async () => {
    const headers = { CallerObjectId: service.administratorId };
    expect(refusal(await send(service, "GET", "WhoAmI", { as: service.repId, headers }))).toEqual({
      status: 403,
      code: "0x80040220",
    });
  });

  it("is refused within a batch, too", async () => {
    const reply = await send(service, "POST", "$batch", {
      as: service.repId,
      headers: IN_BATCH,
      body: batchOf(`MSCRMCallerID: ${service.administratorId}`),
    });
    expect(reply.text).toContain("0x80040220");
    expect(reply.text).not.toContain("UserId");
  });

  it("is no way for a part of a batch to sign in as somebody else", async () => {
    const reply = await send(service, "POST", "$batch", {
      as: service.repId,
      headers: IN_BATCH,
      body: batchOf(
        `X-Sandbox-User: ${service.administratorId}\r\nMSCRMCallerID: ${service.administratorId}`,
      ),
    });
    expect(reply.text).toContain("0x80040220");
  });

  it("is granted to an administrator, who then has the other's rights and no more", async () => {
    const headers = { MSCRMCallerID: service.nobodyId };
    const as = service.administratorId;
    expect(await read(service, "WhoAmI", { as, headers })).toMatchObject({ UserId: service.nobodyId });
    expect(refusal(await send(service, "GET", "accounts", { as, headers })).status).toBe(403);
    const part = `MSCRMCallerID: ${service.readerId}`;
    const reply = await send(service, "POST", "$batch", { as, headers: IN_BATCH, body: batchOf(part) });
    expect(reply.text).toContain(`"UserId":"${service.readerId}"`);
  });

  it("takes no privilege to be oneself", async () => {
    const settings = { as: service.repId, headers: { MSCRMCallerID: service.repId } };
    expect(await list(service, "accounts", settings)).toEqual([]);
  });

  it("is how to choose a user where nobody is signed in", async () => {
    const headers = { MSCRMCallerID: service.readerId };
    expect(await read(service, "WhoAmI", { headers })).toMatchObject({ UserId: service.readerId });
  });
});
