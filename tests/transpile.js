/**
 * Jest's way from TypeScript to what Node runs. Types are checked once, by `npm run types`: here each file is only
 * transpiled, by esbuild, which takes a quarter of the compiler's time and does not have to load the compiler.
 */
const { createHash } = require("node:crypto");
const { extname } = require("node:path");
const { transformSync, version } = require("esbuild");

const options = {
  format: "cjs",
  target: "es2022",
  jsx: "transform",
  sourcemap: "external",
  // Jest's own module registry has to answer a dynamic import, too.
  supported: { "dynamic-import": false },
};

module.exports = {
  process(source, file) {
    const loader = extname(file).slice(1);
    const { code, map } = transformSync(source, { ...options, loader, sourcefile: file });
    return { code, map };
  },
  /** The same for every project, so that what several of them load is transpiled once. */
  getCacheKey(source, file, { instrument }) {
    return createHash("sha256")
      .update([version, JSON.stringify(options), String(instrument), file, source].join("\0"))
      .digest("hex");
  },
};
