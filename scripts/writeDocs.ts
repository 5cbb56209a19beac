/** `npm run docs`: writes the parts of `docs/` that are made from the code and its tests. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLists } from "./sandboxDocs";

const page = join(__dirname, "..", "docs", "sandbox.md");
writeFileSync(page, withLists(readFileSync(page, "utf8")));
