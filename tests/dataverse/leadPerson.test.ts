import { followingOf, readLeadPerson } from "../../dataverse/leadPerson";
import { optOutsQuestion } from "../../dataverse/sources/optOuts";
import { Answering } from "./answering";
import { noObjections } from "../domain/noObjections";

describe("the person that a lead is", () => {
  it("may be reached as the lead says, whatever became of the lead", async () => {
    const service = new Answering(() => [
      {
        leadid: "l",
        fullname: "Lena Lead",
        donotemail: true,
        donotphone: false,
        followemail: false,
        telephone1: "+32 2",
      },
    ]);
    const answer = await readLeadPerson(service.asking.ask, "l");
    if (!answer.ok) throw new Error(answer.failure.kind);
    const [lena] = answer.value.people;
    expect(lena).toMatchObject({
      id: "l",
      name: "Lena Lead",
      isActive: true,
      hasPhone: true,
      hasEmail: false,
    });
    expect(lena?.objections).toMatchObject({ email: true, phone: false, following: true });
    expect(followingOf(answer.value)).toEqual({ contacts: 1, refused: 1 });
    expect(service.requests).toHaveLength(1);
  });

  it("has nothing that only a contact has, and may be followed where the lead does not refuse", async () => {
    const columns = { leadid: "l", jobtitle: "CIO", followemail: true, mobilephone: "+32 4" };
    const service = new Answering(() => [columns]);
    const answer = await readLeadPerson(service.asking.ask, "l");
    if (!answer.ok) throw new Error(answer.failure.kind);
    expect(answer.value).toEqual({
      people: [
        {
          id: "l",
          name: "",
          jobTitle: "CIO",
          isActive: true,
          isPrimary: false,
          accountRole: null,
          decisionInfluence: null,
          stakeholderRoles: [],
          objections: noObjections,
          hasEmail: false,
          hasPhone: true,
        },
      ],
      isCut: false,
    });
    expect(followingOf(answer.value)).toEqual({ contacts: 1, refused: 0 });
  });

  it("is gone where the lead is", async () => {
    const answer = await readLeadPerson(new Answering(() => []).asking.ask, "l");
    expect(answer).toEqual({ ok: false, failure: { kind: "gone" } });
  });

  it("is asked about consent by the lead's own address", () => {
    expect(optOutsQuestion({ table: "lead", id: "l" })).toMatchObject({
      table: "lead",
      columns: [{ name: "leadid" }],
    });
  });
});
