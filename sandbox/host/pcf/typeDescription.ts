/** How many arguments a method takes by its published type. */
export interface CallDescription {
  readonly min: number;
  /** Absent when the method takes any number of them. */
  readonly max?: number;
}

/** One member of an interface of `@types/powerapps-component-framework`. */
export interface MemberDescription {
  readonly optional?: true;
  /** Present when the member is a method. */
  readonly call?: CallDescription;
  /** Name of the described interface that the member's value has, where it is one. */
  readonly type?: string;
}

export type InterfaceDescription = Readonly<Record<string, MemberDescription>>;

/**
 * The published interfaces by name (`Context`, `WebApi`, `PropertyTypes.StringProperty`, …). Made from the type
 * declarations themselves by `build/describeTypes.ts`, so that it cannot differ from them.
 */
export type TypeDescriptions = Readonly<Record<string, InterfaceDescription>>;
