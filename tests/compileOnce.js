const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const { default: Runtime } = require("jest-runtime");

// What has not been called for a while is needed by the next suite.
setFlagsFromString("--no-flush-bytecode");
// A function of a suite is done before it would have paid to make the best of it: the component tests take four fifths
// of the time.
setFlagsFromString("--interrupt-budget=1000000");

// Without that, a worker takes its heap apart before it ends, for longer than jest waits.
process.once("exit", (code) => process.exit(code));

/** What this process has compiled, by file: the source, and what became of it. */
const compiled = new Map();

/** The executor of the suite that runs: a worker runs one at a time. */
let running;

/** Of what a suite hands over, the script keeps nothing: all of that suite would stay with it. */
function scriptOf(source, file, parameters) {
  const known = compiled.get(file);
  if (known?.source === source) return known.script;
  const first = `(function (${parameters.join()}) {`;
  const script = new Script(`${first}${source}\n})`, {
    filename: file,
    columnOffset: -first.length,
    importModuleDynamically: (specifier, _script, attributes, ...rest) =>
      running.dynamicImport(specifier, file, running.environment.getVmContext(), attributes, rest[0]),
  });
  compiled.set(file, { source, script });
  return script;
}

/**
 * Jest's own runtime, but for one thing: jest compiles each module anew for each suite, and so each function that is called in
 * it, which is a fifth of a worker's time. Here the next suite runs what was compiled for the last one, in a context of its own.
 */
module.exports = class CompileOnce extends Runtime {
  constructor(...given) {
    super(...given);
    const { executor } = this;
    if (typeof executor?.compile !== "function") throw new Error("This version of jest compiles elsewhere.");
    const compile = executor.compile.bind(executor);
    running = executor;
    executor.compile = (source, file) => {
      const context = executor.environment.getVmContext();
      if (context == null) return null;
      let script;
      try {
        script = scriptOf(source, file, executor.injectedModuleParameters);
      } catch {
        // Jest knows what to do with a module that is not CommonJS, and what to say of a fault.
        return compile(source, file);
      }
      return script.runInContext(context);
    };
  }
};
