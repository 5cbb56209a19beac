/**
 * Loaded into pcf-scripts before it begins (`node --require`): its TypeScript loader only transpiles. Otherwise each
 * bundle reads and checks every type it can reach, Fluent's among them, five times over what `npm run types` checks
 * once; the bundles are the same to the byte.
 *
 * The documented way, a webpack configuration of one's own, can only add rules, and is looked for outside this folder
 * when the manifest stands at its root.
 *
 * @throws Error when pcf-scripts has no such loader any more, or names its configuration differently
 */
const pcf = require("pcf-scripts/webpackConfig");

const { getWebpackConfig } = pcf;

pcf.getWebpackConfig = (...args) => {
  const config = getWebpackConfig(...args);
  const loaders = config.module.rules
    .flatMap((rule) => rule.use ?? [])
    .filter((use) => /[\\/]ts-loader[\\/]/.test(use.loader ?? ""));
  if (loaders.length === 0)
    throw new Error("pcf-scripts no longer builds with ts-loader: see scripts/transpileOnly.cjs");
  for (const loader of loaders) loader.options.transpileOnly = true;
  return config;
};
