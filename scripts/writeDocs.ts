/** `npm run docs`: writes the parts of `docs/` that are made from the code, the solution and the tests, and `NOTICE`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./commandLine";
import { generatedPages } from "./generatedPages";
import { notice } from "./notice";

const usage = `Usage: npm run docs
  Writes the generated parts of docs/, and NOTICE. Takes no options.`;

const root = join(__dirname, "..");

runCommand(usage, {}, async () => {
  for (const { file, after } of generatedPages(root)) writeFileSync(join(root, file), after);
  writeFileSync(join(root, "NOTICE"), await notice(root));
});
