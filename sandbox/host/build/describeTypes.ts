import { dirname, join } from "node:path";
import ts from "typescript";
import type {
  CallDescription,
  InterfaceDescription,
  MemberDescription,
  TypeDescriptions,
} from "../pcf/typeDescription";

const ROOT = "ComponentFramework.";

function declarations(): string {
  return join(
    dirname(require.resolve("@types/powerapps-component-framework/package.json")),
    "componentframework.d.ts",
  );
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
 * Reads the interfaces that a component's context is made of from the published type declarations.
 * @throws Error when the declarations have no `ComponentFramework.Context` any more
 */
export function describeTypes(): TypeDescriptions {
  const file = declarations();
  const program = ts.createProgram([file], { noEmit: true, skipLibCheck: true, types: [], strict: true });
  const checker = program.getTypeChecker();
  const described = new Map<string, InterfaceDescription>();

  const nameOf = (type: ts.Type): string | undefined => {
    const symbol = type.getSymbol();
    if (!symbol || !(symbol.flags & ts.SymbolFlags.Interface)) return undefined;
    const name = checker.getFullyQualifiedName(symbol);
    return name.startsWith(ROOT) ? name.slice(ROOT.length) : undefined;
  };

  const describe = (type: ts.Type): string | undefined => {
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
      const nested = signatures.length > 0 ? undefined : describe(value);
      members[property.name] = {
        ...(property.flags & ts.SymbolFlags.Optional ? { optional: true as const } : {}),
        ...(signatures.length > 0 ? { call: call(signatures) } : {}),
        ...(nested === undefined ? {} : { type: nested }),
      };
    }
    return name;
  };

  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) describe(checker.getTypeAtLocation(node.name));
    ts.forEachChild(node, visit);
  };
  const source = program.getSourceFile(file);
  if (source) visit(source);
  if (!described.has("Context")) throw new Error(`${file} does not declare ComponentFramework.Context.`);
  return Object.fromEntries(described);
}
