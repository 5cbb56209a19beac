/** `npm run docs`: writes the parts of `docs/` that are made from the code, the solution and the tests, and `NOTICE`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedPages } from "./generatedPages";
import { notice } from "./notice";

const root = join(__dirname, "..");
for (const { file, after } of generatedPages(root)) writeFileSync(join(root, file), after);
void notice(root).then((text) => writeFileSync(join(root, "NOTICE"), text));
