import { compareBriefing } from "../../../bench/answers/compare";
import type { PlainAnswers, PlainSend } from "../../../bench/answers/plainAnswers";
import type { ShownBriefing } from "../../../bench/answers/readForm";

const toStaticList = "Newsletter of this week";
const toBoth = "Compliance: round table";

/** Whether a form that says this of its sends is right, where so many are on static lists. */
function isRight(plain: Readonly<Record<string, PlainSend>>, form: Readonly<Record<string, string>>) {
  const found: PlainAnswers = {
    ...{ topics: [], contacts: 0, refused: 0, met: null, since: { signals: 0, people: 0 } },
    ...{ best: null, deals: [], staticSends: new Map(Object.entries(plain)) },
  };
  const shown: ShownBriefing = {
    ...{ topics: [], refused: "", met: "", since: "", best: { name: "", reason: "" }, headline: "" },
    ...{ deals: [], dealsCut: "" },
    sends: Object.entries(form).map(([name, people]) => ({ name, people })),
  };
  return compareBriefing(found, shown).find(({ what }) => what === "sends to static lists")?.isRight;
}

describe("what the form says of sends is wrong", () => {
  const three = { people: 3, toAccount: false };

  it.each<[string, Readonly<Record<string, PlainSend>>, Readonly<Record<string, string>>, boolean]>([
    ["not when it is the very number", { [toStaticList]: three }, { [toStaticList]: "3 people here" }, true],
    ["when it is one more", { [toStaticList]: three }, { [toStaticList]: "4 people here" }, false],
    ["when it is one fewer", { [toStaticList]: three }, { [toStaticList]: "2 people here" }, false],
    ["when the send is not there", { [toStaticList]: three }, {}, false],
    ["when it is there for nobody", {}, { [toStaticList]: "1 person here" }, false],
    [
      "when it says that the account is reached, and it is not",
      { [toStaticList]: three },
      { [toStaticList]: "3 people here, the account itself" },
      false,
    ],
    [
      "when it does not say that the account is reached",
      { [toStaticList]: { people: 3, toAccount: true } },
      { [toStaticList]: "3 people here" },
      false,
    ],
    [
      "not when the account alone is reached",
      { [toStaticList]: { people: 0, toAccount: true } },
      { [toStaticList]: "the account itself" },
      true,
    ],
    [
      "not when a dynamic list holds more",
      { [toBoth]: three },
      { [toBoth]: "between 5 and 8 people here" },
      true,
    ],
    ["not when a dynamic list alone holds somebody", {}, { [toBoth]: "5 people here" }, true],
    ["when a dynamic list takes people away", { [toBoth]: three }, { [toBoth]: "2 people here" }, false],
    [
      "when the account is reached by a dynamic list of contacts",
      { [toBoth]: three },
      { [toBoth]: "3 people here, the account itself" },
      false,
    ],
  ])("%s", (_, plain, form, expected) => {
    expect(isRight(plain, form)).toBe(expected);
  });
});
