import type { Token } from "./lexer";
import { TokenReader } from "./lexer";
import { badQuery } from "./refusals";

export type ComparisonOperator = "eq" | "ne" | "gt" | "ge" | "lt" | "le";

export interface Literal {
  readonly kind: "literal";
  readonly type: "string" | "number" | "boolean" | "guid" | "date" | "datetime" | "null" | "list" | "object";
  /** The value without quotes; the JSON text of an `object`, which only a parameter alias can give. */
  readonly text: string;
  /** The items of a `list`. */
  readonly items?: readonly Literal[];
}

export interface Path {
  readonly kind: "path";
  readonly names: readonly string[];
}

export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `contains(name,'x')` */
  | { readonly kind: "call"; readonly name: string; readonly parameters: readonly Expression[] }
  /** `Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)` */
  | { readonly kind: "function"; readonly name: string; readonly parameters: ReadonlyMap<string, Literal> }
  /** `tasks/any(t:t/subject eq 'x')` */
  | {
      readonly kind: "lambda";
      readonly path: Path;
      readonly quantifier: "any" | "all";
      readonly variable?: string;
      readonly predicate?: Expression;
    }
  | Path
  | Literal;

/** Values of parameter aliases (`@p1`), as the query string gave them. */
export type Aliases = ReadonlyMap<string, string>;

const COMPARISONS = new Set(["eq", "ne", "gt", "ge", "lt", "le"]);
// Deeper than any honest filter, and far from exhausting the stack.
const DEEPEST = 200;

/** Parses a whole `$filter`. */
export function parseExpression(text: string, aliases: Aliases): Expression {
  const reader = new TokenReader(text);
  const expression = readExpression(reader, aliases);
  reader.expectEnd();
  return expression;
}

/** Reads an expression up to where it ends, for grammars that have expressions inside them. */
export function readExpression(reader: TokenReader, aliases: Aliases): Expression {
  return new ExpressionParser(reader, aliases).or(0);
}

/** Reads one literal: a text, number, GUID, date, `null`, `true`, `false`, or a list in brackets. */
export function readLiteral(reader: TokenReader, aliases: Aliases): Literal {
  return new ExpressionParser(reader, aliases).literal();
}

class ExpressionParser {
  constructor(
    private readonly reader: TokenReader,
    private readonly aliases: Aliases,
  ) {}

  or(depth: number): Expression {
    if (depth > DEEPEST) throw badQuery("The recursion limit has been reached in parsing the expression.");
    let left = this.and(depth);
    while (this.reader.take("or")) left = { kind: "or", left, right: this.and(depth) };
    return left;
  }

  private and(depth: number): Expression {
    let left = this.unary(depth);
    while (this.reader.take("and")) left = { kind: "and", left, right: this.unary(depth) };
    return left;
  }

  private unary(depth: number): Expression {
    if (depth > DEEPEST) throw badQuery("The recursion limit has been reached in parsing the expression.");
    if (this.reader.take("not")) return { kind: "not", operand: this.unary(depth + 1) };
    const left = this.primary(depth);
    const operator = this.reader.peek();
    if (operator.kind !== "name" || !COMPARISONS.has(operator.text)) return left;
    this.reader.next();
    return {
      kind: "comparison",
      operator: operator.text as ComparisonOperator,
      left,
      right: this.primary(depth),
    };
  }

  private primary(depth: number): Expression {
    const { reader } = this;
    if (reader.take("(")) {
      const inner = this.or(depth + 1);
      reader.expect(")");
      return inner;
    }
    const token = reader.peek();
    if (token.kind === "alias") return this.aliasedOperand(reader.next());
    if (token.kind !== "name" || token.text === "null" || token.text === "true" || token.text === "false") {
      return this.literal();
    }
    if (reader.is("(", 1)) return token.text.includes(".") ? this.queryFunction() : this.call(depth);
    return this.path(depth);
  }

  private call(depth: number): Expression {
    const name = this.reader.expectName();
    this.reader.expect("(");
    const parameters: Expression[] = [];
    if (!this.reader.is(")")) {
      do parameters.push(this.or(depth + 1));
      while (this.reader.take(","));
    }
    this.reader.expect(")");
    return { kind: "call", name, parameters };
  }

  private queryFunction(): Expression {
    const name = this.reader.expectName();
    this.reader.expect("(");
    const parameters = new Map<string, Literal>();
    if (!this.reader.is(")")) {
      do {
        const parameter = this.reader.expectName();
        this.reader.expect("=");
        parameters.set(parameter, this.literal());
      } while (this.reader.take(","));
    }
    this.reader.expect(")");
    return { kind: "function", name, parameters };
  }

  private path(depth: number): Expression {
    const { reader } = this;
    const names = [reader.expectName()];
    while (reader.take("/")) {
      const token = reader.peek();
      if ((token.text === "any" || token.text === "all") && reader.is("(", 1)) {
        reader.next();
        return this.lambda({ kind: "path", names }, token, depth);
      }
      names.push(reader.expectName());
    }
    return { kind: "path", names };
  }

  private lambda(path: Path, quantifier: Token, depth: number): Expression {
    const { reader } = this;
    const kind = quantifier.text === "any" ? "any" : "all";
    reader.expect("(");
    if (kind === "any" && reader.take(")")) return { kind: "lambda", path, quantifier: kind };
    const variable = reader.expectName();
    reader.expect(":");
    const predicate = this.or(depth + 1);
    reader.expect(")");
    return { kind: "lambda", path, quantifier: kind, variable, predicate };
  }

  /** @param isItem in a list, which is JSON, texts may stand between double quotes as well */
  literal(isItem = false): Literal {
    const { reader } = this;
    const token = reader.next();
    switch (token.kind) {
      case "string":
        if (!isItem && reader.text[token.position] === '"') return reader.fail(token);
        return { kind: "literal", type: token.kind, text: token.text };
      case "number":
      case "guid":
      case "date":
      case "datetime":
        return { kind: "literal", type: token.kind, text: token.text };
      case "alias":
        return this.aliased(token);
      case "name":
        if (token.text === "null") return { kind: "literal", type: "null", text: "" };
        if (token.text === "true" || token.text === "false") {
          return { kind: "literal", type: "boolean", text: token.text };
        }
        return reader.fail(token);
      case "punctuation":
        // No parameter takes a list of lists.
        return token.text === "[" && !isItem ? this.list() : reader.fail(token);
      case "end":
        return reader.fail(token);
    }
  }

  private list(): Literal {
    const items: Literal[] = [];
    if (!this.reader.is("]")) {
      do items.push(this.literal(true));
      while (this.reader.take(","));
    }
    this.reader.expect("]");
    return { kind: "literal", type: "list", text: "", items };
  }

  /** An alias may also stand for a property (learn.microsoft.com, "Query data using the Web API": `$filter=@p1 ne @p3&@p1=revenue`). */
  private aliasedOperand(token: Token): Expression {
    const named = propertyOf(this.aliases.get(token.text));
    return named === undefined ? this.aliased(token) : { kind: "path", names: named };
  }

  private aliased(token: Token): Literal {
    const text = this.aliases.get(token.text);
    // OData 4.0, part 2, 5.3: an alias without a value stands for null.
    if (text === undefined) return { kind: "literal", type: "null", text: "" };
    if (text.trimStart().startsWith("{")) return { kind: "literal", type: "object", text };
    const reader = new TokenReader(text);
    // Aliases cannot name aliases, so that no circle can arise.
    const literal = new ExpressionParser(reader, new Map()).literal();
    reader.expectEnd();
    return literal;
  }
}

/** The names of a path if that is what an alias stands for: `revenue`, `primarycontactid/fullname`. */
function propertyOf(text: string | undefined): readonly string[] | undefined {
  const path = text?.trim() ?? "";
  if (!/^[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*$/.test(path) || /^(?:null|true|false)$/.test(path)) return undefined;
  return path.split("/");
}
