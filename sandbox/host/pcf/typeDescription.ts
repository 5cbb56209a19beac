/** How many arguments a method takes by its published type. */
export interface CallDescription {
  readonly min: number;
  /** Absent when the method takes any number of them. */
  readonly max?: number;
}

/** One member of a published interface. */
export interface MemberDescription {
  readonly optional?: true;
  /** Present when the member is a method. */
  readonly call?: CallDescription;
  /** Name of the described interface that the member's value has, where it is one. */
  readonly type?: string;
}

export type InterfaceDescription = Readonly<Record<string, MemberDescription>>;

/**
 * The published interfaces by name (`Context`, `WebApi`, `PropertyTypes.StringProperty`, …): those of
 * `@types/powerapps-component-framework` for components, those of `@types/xrm` for form scripts. Made from the type
 * declarations themselves by `build/describeTypes.ts`, so that it cannot differ from them.
 */
export type TypeDescriptions = Readonly<Record<string, InterfaceDescription>>;
