import { isClientTable, recordId } from "../../dataverse/client";

describe("a record's id", () => {
  it("has one spelling, whatever the host gives", () => {
    const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    for (const given of [id, id.toUpperCase(), `{${id}}`, `{${id.toUpperCase()}}`]) {
      expect(recordId(given)).toBe(id);
    }
  });

  it("is none on a new record, or where something else stands", () => {
    for (const given of [null, undefined, "", "val", "0f8fad5b", "0f8fad5b-d9cb-469f-a165-70867728950e'"]) {
      expect(recordId(given)).toBeNull();
    }
  });
});

it("serves accounts and contacts", () => {
  expect(["account", "contact", "lead", "opportunity", "ent_topic"].filter(isClientTable)).toEqual([
    "account",
    "contact",
    "lead",
    "opportunity",
  ]);
});
