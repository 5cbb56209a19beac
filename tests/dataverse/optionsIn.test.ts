import { optionsIn } from "../../dataverse/optionsIn";

it.each([
  ["is not there", { Attributes: { get: () => null } }],
  ["is not told of", {}],
  ["is no choice", { Attributes: { get: () => ({ LogicalName: "name" }) } }],
])("no options are known of a column that %s", (_, definition) => {
  expect(optionsIn(definition, "name")).toBeNull();
});
