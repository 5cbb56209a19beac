import { dirname, join } from "node:path";
import ts from "typescript";
import type {
  CallDescription,
  InterfaceDescription,
  MemberDescription,
  TypeDescriptions,
} from "../pcf/typeDescription";

/** Type declarations, and what of them is described. */
interface Declarations {
  readonly file: string;
  /** The namespace that the interfaces are in. */
  readonly namespace: string;
  /** The interfaces to start from; all that their members lead to are described too. All of the file's when absent. */
  readonly roots?: readonly string[];
}

function declarations(packageName: string, file: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

function call(signatures: readonly ts.Signature[]): CallDescription {
  let min = Infinity;
  let max: number | undefined = 0;
  for (const signature of signatures) {
    const required = signature.parameters.filter((parameter) => {
      const declaration = parameter.valueDeclaration;
      return (
        declaration !== undefined &&
        ts.isParameter(declaration) &&
        !declaration.questionToken &&
        !declaration.dotDotDotToken
      );
    }).length;
    const open = signature.parameters.some((parameter) => {
      const declaration = parameter.valueDeclaration;
      return (
        declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined
      );
    });
    min = Math.min(min, required);
    max = open || max === undefined ? undefined : Math.max(max, signature.parameters.length);
  }
  return max === undefined ? { min } : { min, max };
}

/**
 * The interfaces that a component's context is made of.
 * @throws Error when the declarations have no `ComponentFramework.Context` any more
 */
export function describeTypes(): TypeDescriptions {
  const described = describe({
    file: declarations("@types/powerapps-component-framework", "componentframework.d.ts"),
    namespace: "ComponentFramework",
  });
  if (!("Context" in described)) throw new Error("There is no ComponentFramework.Context any more.");
  return described;
}

/**
 * The interfaces that a form script meets: `Xrm` itself, and what its handlers are given.
 * @throws Error when the declarations lack one of them
 */
export function describeXrmTypes(): TypeDescriptions {
  return describe({
    file: declarations("@types/xrm", "index.d.ts"),
    namespace: "Xrm",
    roots: [
      "XrmStatic",
      "FormContext",
      "GlobalContext",
      "WebApiOnline",
      "Events.EventContext",
      "Events.LoadEventContext",
      "Events.LoadEventArguments",
      "Events.DataLoadEventContext",
      "Events.SaveEventContext",
      "Events.SaveEventArguments",
      "Attributes.Attribute",
      "Attributes.BooleanAttribute",
      "Attributes.DateAttribute",
      "Attributes.LookupAttribute",
      "Attributes.MultiSelectOptionSetAttribute",
      "Attributes.NumberAttribute",
      "Attributes.OptionSetAttribute",
      "Attributes.StringAttribute",
      "Controls.StandardControl",
      "Controls.GridControl",
      "Controls.Grid",
    ],
  });
}

function describe({ file, namespace, roots }: Declarations): TypeDescriptions {
  const prefix = `${namespace}.`;
  const program = ts.createProgram([file], { noEmit: true, noLib: true, types: [], strict: true });
  const checker = program.getTypeChecker();
  const described = new Map<string, InterfaceDescription>();

  const nameOf = (type: ts.Type): string | undefined => {
    const symbol = type.getSymbol();
    if (!symbol || !(symbol.flags & ts.SymbolFlags.Interface)) return undefined;
    const name = checker.getFullyQualifiedName(symbol);
    return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
  };

  const describeType = (type: ts.Type): string | undefined => {
    const name = nameOf(type);
    if (name === undefined || checker.getIndexInfosOfType(type).length > 0) return undefined;
    if (described.has(name)) return name;
    const members: Record<string, MemberDescription> = {};
    described.set(name, members);
    for (const property of type.getProperties()) {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      if (!declaration) continue;
      const value = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, declaration));
      const signatures = value.getCallSignatures();
      const nested = signatures.length > 0 ? undefined : describeType(value);
      members[property.name] = {
        ...(property.flags & ts.SymbolFlags.Optional ? { optional: true as const } : {}),
        ...(signatures.length > 0 ? { call: call(signatures) } : {}),
        ...(nested === undefined ? {} : { type: nested }),
      };
    }
    return name;
  };

  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) {
      const type = checker.getTypeAtLocation(node.name);
      if (roots === undefined || roots.includes(nameOf(type) ?? "")) describeType(type);
    }
    ts.forEachChild(node, visit);
  };
  const source = program.getSourceFile(file);
  if (source) visit(source);
  const missing = roots?.find((root) => !described.has(root));
  if (missing !== undefined) throw new Error(`${file} does not declare ${prefix}${missing}.`);
  return Object.fromEntries(described);
}
