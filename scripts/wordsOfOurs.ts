/**
 * What was said to `npm run build` and `npm run clean` by whoever calls them: nothing where it was Microsoft's MSBuild tools, which
 * add words for pcf-scripts, whatever the project's own commands are: `--noColor --buildMode … --outDir … --buildSource MSBuild`
 * (https://github.com/MicrosoftDocs/powerapps-docs/issues/814), the mode empty where none is set. Where what is built goes stands in
 * `pcfconfig.json`, and it is always built for production.
 */
export function wordsOfOurs(words: readonly string[]): readonly string[] {
  return words.includes("--buildSource") ? [] : words;
}
