import { fixtureWith, role, zipOf } from "../platform/fixture/solution";
import { create, refusal, send, startService, type Reply, type Service } from "../webapi/service";

jest.setTimeout(60_000);

const BINDER_ROLE = "0f0f0f0f-0009-4111-8111-111111111111";

let service: Service;
let binderId: string;

/** Somebody who may tie other rows to leads, and leads to nothing. */
const PRIVILEGES = {
  prvReadUser: "Global",
  prvReadContact: "Global",
  prvAppendContact: "Global",
  prvAppendToContact: "Global",
  prvReadLead: "Global",
  prvAppendToLead: "Global",
};

beforeAll(async () => {
  service = await startService();
  await service.organization.importSolution(
    zipOf(
      fixtureWith((solution) => {
        solution.version = "1.0.0.1";
        solution.containers["Roles"] += role(PRIVILEGES, BINDER_ROLE, "Binder");
        solution.rootComponents.push(`<RootComponent type="20" id="{${BINDER_ROLE}}" behavior="0" />`);
      }),
    ),
  );
  binderId = await service.organization.createUser({
    firstName: "Bin",
    lastName: "Der",
    email: "binder@x.example",
    roleIds: [BINDER_ROLE],
  });
});

afterAll(async () => {
  await service.close();
});

describe("rows of a many-to-many relationship", () => {
  it("are tied, and let go, by who may append the rows at both ends", async () => {
    const contact = await create(service, "contacts", { lastname: "One end" });
    const lead = await create(service, "leads", { lastname: "Other end" });
    const tie = (as: string): Promise<Reply> =>
      send(service, "POST", `contacts(${contact})/contactleads_association/$ref`, {
        body: { "@odata.id": `leads(${lead})` },
        as,
      });
    const letGo = (as: string): Promise<Reply> =>
      send(service, "DELETE", `contacts(${contact})/contactleads_association(${lead})/$ref`, { as });
    const refused = await tie(binderId);
    expect(refusal(refused)).toEqual({ status: 403, code: "0x80040220" });
    expect(refused.text).toContain("prvAppendLead");
    expect((await tie(service.administratorId)).status).toBe(204);
    expect(refusal(await letGo(binderId))).toEqual({ status: 403, code: "0x80040220" });
    expect((await letGo(service.administratorId)).status).toBe(204);
  });
});
