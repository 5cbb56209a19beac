export type AnyControl = ComponentFramework.StandardControl<unknown, unknown> & {
  updateView(context: ComponentFramework.Context<unknown>): unknown;
};

export type ControlConstructor = new () => AnyControl;

/** What bundles register themselves with, as the real host's global `ComponentFramework` does. */
export interface ControlRegistry {
  registerControl(name: string, constructor: ControlConstructor): void;
  constructorOf(name: string): ControlConstructor | undefined;
}

export function createRegistry(): ControlRegistry {
  const constructors = new Map<string, ControlConstructor>();
  return {
    registerControl(name, constructor) {
      if (typeof constructor !== "function")
        throw new TypeError(`${name} was registered without a constructor.`);
      constructors.set(name, constructor);
    },
    constructorOf: (name) => constructors.get(name),
  };
}
