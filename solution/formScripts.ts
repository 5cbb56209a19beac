import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { solutionId } from "./solutionId";
import { XML_DECLARATION } from "./xml";

/** A form script, compiled: a web resource and what SolutionPackager keeps beside it. */
export interface FormScript {
  /** `ent_/scripts/campaignactivity.js`: lower case, or the mobile app cannot load it offline. */
  readonly webResource: string;
  /** The global its handlers are called by: `Entente.campaignActivity`. */
  readonly global: string;
  readonly id: string;
}

/** `solution/scripts/campaignActivity.ts` becomes the web resource `<prefix>_/scripts/campaignactivity.js`. */
function describe(file: string, prefix: string, namespace: string): FormScript {
  const name = basename(file, ".ts");
  const webResource = `${prefix}_/scripts/${name.toLowerCase()}.js`;
  return { webResource, global: `${namespace}.${name}`, id: solutionId(`webresource/${webResource}`) };
}

/** Where a packed solution keeps a web resource: its name without slashes and dots, then its id in capitals. */
export function packedPath(webResource: string, id: string): string {
  return `/WebResources/${webResource.replace(/[/.\\-]/g, "")}${id.toUpperCase()}`;
}

function dataXml(script: FormScript, version: string): string {
  return `${XML_DECLARATION}<WebResource xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <WebResourceId>{${script.id}}</WebResourceId>
  <Name>${script.webResource}</Name>
  <DisplayName>${script.webResource}</DisplayName>
  <WebResourceType>3</WebResourceType>
  <IntroducedVersion>${version}</IntroducedVersion>
  <IsEnabledForMobileClient>1</IsEnabledForMobileClient>
  <IsAvailableForMobileOffline>1</IsAvailableForMobileOffline>
  <IsCustomizable>1</IsCustomizable>
  <CanBeDeleted>1</CanBeDeleted>
  <IsHidden>0</IsHidden>
  <FileName>${packedPath(script.webResource, script.id)}</FileName>
</WebResource>
`;
}

/**
 * Compiles every `*.ts` directly in `scripts` into `WebResources/` of the unpacked solution. ES2018 is as much as
 * the solution checker lets through.
 */
export async function compileFormScripts(
  scripts: string,
  unpacked: string,
  options: { prefix: string; namespace: string; version: string },
): Promise<FormScript[]> {
  const entries = existsSync(scripts)
    ? readdirSync(scripts)
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
        .sort()
    : [];
  if (entries.length === 0) return [];
  // Only here, so that packing a solution without scripts needs no compiler.
  const { build } = await import("esbuild");
  return Promise.all(
    entries.map(async (entry) => {
      const script = describe(entry, options.prefix, options.namespace);
      const target = join(unpacked, "WebResources", script.webResource);
      // `form-function` of the validator reads the functions of a script from what esbuild writes with these options. Minified, or in
      // another format, it would no longer be recognised, and what a form calls would go unchecked.
      const result = await build({
        // The bundle says in comments where its parts stood: seen from here, that is the same on every machine.
        absWorkingDir: resolve(scripts),
        entryPoints: [join(resolve(scripts), entry)],
        bundle: true,
        write: false,
        format: "iife",
        globalName: script.global,
        target: "es2018",
        charset: "utf8",
        legalComments: "none",
        banner: { js: '"use strict";' },
        logLevel: "silent",
      });
      const output = result.outputFiles[0];
      if (!output) throw new Error(`${entry}: nothing was compiled`);
      mkdirSync(join(target, ".."), { recursive: true });
      writeFileSync(target, output.text);
      writeFileSync(`${target}.data.xml`, dataXml(script, options.version));
      return script;
    }),
  );
}
