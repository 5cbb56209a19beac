import { failureOf, isUnanswered } from "../../dataverse/failure";

describe("a failure of the Web API", () => {
  it.each([
    [0x80072321, "throttled"],
    [0x80072322, "throttled"],
    [0x80072326, "throttled"],
    [0x80040220, "noPrivilege"],
    [0x80040217, "gone"],
    [0x8004e023, "tooManyRows"],
    [0x80041103, "noSuchColumn"],
  ])("%i is known however the client writes it", (code, kind) => {
    const hex = `0x${code.toString(16)}`;
    for (const errorCode of [code, code | 0, hex, hex.toUpperCase().replace("0X", "0x"), String(code | 0)]) {
      expect(failureOf({ errorCode, message: "…" }, false)).toEqual({ kind });
    }
    expect(failureOf({ code, message: "…" }, false)).toEqual({ kind });
  });

  it("is being offline when no answer came and there is no connection", () => {
    expect(failureOf({ errorCode: 0, message: "Failed to fetch" }, true)).toEqual({ kind: "offline" });
    expect(failureOf(new TypeError("Failed to fetch"), true)).toEqual({ kind: "offline" });
  });

  it("leaves open what became of the request where no answer came, and not where one did", () => {
    const unanswered = (error: unknown, isOffline = false) => isUnanswered(failureOf(error, isOffline));
    expect([unanswered({ errorCode: 0, message: "" }), unanswered(null, true)]).toEqual([true, true]);
    for (const errorCode of [0x80072321, 0x80040220, 0x80040217, 0x80040265]) {
      expect(unanswered({ errorCode, message: "…" })).toBe(false);
    }
  });

  it("is what the service said even if the connection is gone by now", () => {
    expect(failureOf({ errorCode: 0x80040220, message: "no" }, true)).toEqual({ kind: "noPrivilege" });
  });

  it("names the privilege that is missing where the service does", () => {
    const message =
      "Principal user (Id=…, type=8), is missing prvReadConnection privilege (Id=…) on OTC=3234 for entity 'connection'.";
    expect(failureOf({ errorCode: 0x80040220, message }, false)).toEqual({
      kind: "noPrivilege",
      privilege: "prvReadConnection",
    });
  });

  it("keeps the code and the message of anything else", () => {
    expect(failureOf({ errorCode: -2147220970, message: "An unexpected error occurred." }, false)).toEqual({
      kind: "unknown",
      code: "0x80040216",
      message: "An unexpected error occurred.",
    });
    expect(failureOf(new Error("boom"), false)).toEqual({ kind: "unknown", code: null, message: "boom" });
    expect(failureOf("boom", false)).toEqual({ kind: "unknown", code: null, message: "boom" });
    expect(failureOf(undefined, false)).toEqual({ kind: "unknown", code: null, message: "" });
    expect(failureOf({ errorCode: "nonsense", message: 7 }, false)).toEqual({
      kind: "unknown",
      code: null,
      message: "",
    });
  });
});
