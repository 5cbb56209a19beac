import type { TypeDescriptions } from "./typeDescription";

/** A component or form script reached for something that the real host does not promise. */
export class StrictContextError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StrictContextError";
  }
}

export interface Strictness {
  readonly types: TypeDescriptions;
  /** How messages name the types: "the published types of …". */
  readonly published: string;
  /** Told of every breach before it is thrown, since a component may swallow what it is thrown. */
  report(breach: StrictContextError): void;
  /** Undocumented members let through all the same, by the path of the object that has them. */
  readonly exceptions?: Readonly<Record<string, readonly string[]>>;
  /** Says why a documented member is refused to this component, or nothing when it is not. */
  refusal?(path: string): string | undefined;
}

// TypeScript gives these to every object; `then` and `toJSON` are asked for by the language itself, of any value.
const everyObjectHas = new Set([...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON"]);

/** Objects that are strict already and are not wrapped again, so that they stay the same wherever they are read. */
const strictObjects = new WeakSet();

function breach(strictness: Strictness, message: string): StrictContextError {
  const error = new StrictContextError(message);
  strictness.report(error);
  return error;
}

function times(count: number): string {
  return count === 1 ? "1 argument" : `${String(count)} arguments`;
}

function counted(
  strictness: Strictness,
  path: string,
  owner: object,
  method: (...args: unknown[]) => unknown,
  call: { readonly min: number; readonly max?: number },
): (...args: unknown[]) => unknown {
  return (...args) => {
    if (call.max !== undefined && args.length > call.max) {
      throw breach(
        strictness,
        `${path} takes at most ${times(call.max)}, and was given ${String(args.length)}.`,
      );
    }
    if (args.length < call.min) {
      throw breach(
        strictness,
        `${path} takes at least ${times(call.min)}, and was given ${String(args.length)}.`,
      );
    }
    return method.apply(owner, args);
  };
}

/** A read-only object that answers `read` for the names it has, and refuses every other name. */
function guarded(
  strictness: Strictness,
  path: string,
  value: object,
  names: readonly string[],
  read: (name: string) => unknown,
  unknown: (name: string) => string,
): object {
  const has = (key: string | symbol): boolean => typeof key === "string" && names.includes(key);
  const readOnly = (key: string | symbol): never => {
    throw breach(strictness, `${path} is read-only: ${String(key)} was written.`);
  };
  const proxy = new Proxy(Object.create(null) as object, {
    get: (_target, key) => {
      if (typeof key === "symbol") return undefined;
      if (has(key)) return read(key);
      if (everyObjectHas.has(key)) return Reflect.get(value, key) as unknown;
      throw breach(strictness, unknown(key));
    },
    has: (_target, key) => has(key) || (typeof key === "string" && everyObjectHas.has(key)),
    ownKeys: () => [...names],
    getOwnPropertyDescriptor: (_target, key) =>
      has(key)
        ? { configurable: true, enumerable: true, writable: false, value: read(key as string) }
        : undefined,
    getPrototypeOf: () => Object.prototype,
    set: (_target, key) => readOnly(key),
    defineProperty: (_target, key) => readOnly(key),
    deleteProperty: (_target, key) => readOnly(key),
    setPrototypeOf: () => readOnly("its prototype"),
  });
  strictObjects.add(proxy);
  return proxy;
}

/**
 * The value as a component may see it: the members of the published interface and no others, each method with no more
 * arguments than typed. A member that is published but missing from the value is refused as not supported by the sandbox.
 * @param type name of a described interface
 * @param path how messages name the object: `context.webAPI`
 */
export function strict<Value extends object>(
  strictness: Strictness,
  type: string,
  path: string,
  value: Value,
): Value {
  const members = strictness.types[type];
  if (!members) throw new Error(`${type} is not in ${strictness.published}.`);
  const exceptions = strictness.exceptions?.[path] ?? [];
  const seen = new Map<string, unknown>();
  const names = [...Object.keys(members), ...exceptions];

  const read = (name: string): unknown => {
    const member = members[name];
    const here = `${path}.${name}`;
    const refused = strictness.refusal?.(here);
    if (refused !== undefined) throw breach(strictness, refused);
    if (!(name in value)) {
      if (!member || member.optional) return undefined;
      throw breach(strictness, `${here} is not supported by the sandbox.`);
    }
    const found = Reflect.get(value, name) as unknown;
    if (member?.call && typeof found === "function") {
      const method =
        seen.get(name) ??
        counted(strictness, here, value, found as (...args: unknown[]) => unknown, member.call);
      seen.set(name, method);
      return method;
    }
    if (member?.type !== undefined && typeof found === "object" && found !== null) {
      if (strictObjects.has(found)) return found;
      const nested = seen.get(name) ?? strict(strictness, member.type, here, found);
      seen.set(name, nested);
      return nested;
    }
    return found;
  };

  const unknown = (name: string): string => `${path}.${name} is not in ${strictness.published}.`;
  return guarded(strictness, path, value, names, read, unknown) as Value;
}

/**
 * A bag whose names do not come from the types: `context.parameters` and `context.events`, by the manifest.
 * @param unknown what is said of a name that the bag does not have
 */
export function strictBag<Value extends object>(
  strictness: Strictness,
  path: string,
  values: Value,
  unknown: (name: string) => string,
): Value {
  const read = (name: string): unknown => Reflect.get(values, name);
  return guarded(strictness, path, values, Object.keys(values), read, unknown) as Value;
}
