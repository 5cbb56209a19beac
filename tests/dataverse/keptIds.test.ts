import { keepIds } from "../../dataverse/keptIds";

describe("ids of rows that are to be made", () => {
  it("are the same for the same row, and others for others", () => {
    const ids = keepIds();
    const check = ids.of("check");
    expect(check).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(ids.of("override")).not.toBe(check);
    expect(ids.of("check")).toBe(check);
    expect(keepIds().of("check")).not.toBe(check);
  });

  it("are known for one’s own", () => {
    const ids = keepIds();
    const check = ids.of("check");
    ids.of("override");
    expect([ids.has(check), ids.has("check"), keepIds().has(check)]).toEqual([true, false, false]);
  });

  it("are others once the row is there", () => {
    const ids = keepIds();
    const [check, override] = [ids.of("check"), ids.of("override")];
    ids.forget("check");
    expect(ids.has(check)).toBe(false);
    expect(ids.of("check")).not.toBe(check);
    expect(ids.of("override")).toBe(override);
  });
});
