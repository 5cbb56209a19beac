import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./fixtureProject";

const workflow = (name: string) => readFileSync(join(PROJECT, ".github", "workflows", name), "utf8");

it.each(["ci.yml", "release.yml"])("%s runs the same as everybody does", (name) => {
  expect(workflow(name)).toMatch(/^ {6}- run: \.ci\/run$/m);
  expect(readFileSync(join(PROJECT, ".ci", "run"), "utf8")).toMatch(/^npm ci\nnpm test$/m);
});

it("attaches to a release both solutions that packing makes, and the starter data", () => {
  const attached = [...workflow("release.yml").matchAll(/^ {10}solution\/dist\/(\S+)$/gm)].map(
    ([, file]) => file,
  );
  const packed = readdirSync(join(PROJECT, "solution", "dist")).filter((file) => file.endsWith(".zip"));
  expect(packed.sort()).toEqual(["Entente.zip", "Entente_managed.zip"]);
  expect(attached.sort()).toEqual([...packed, "Entente_starter_data.zip"].sort());
  const admin = readFileSync(join(PROJECT, "docs", "admin.md"), "utf8");
  for (const file of ["Entente_managed.zip", "Entente_starter_data.zip"]) {
    expect(admin).toContain(file);
  }
});
