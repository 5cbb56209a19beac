import type { Source } from "./statement";

/** The sources that a condition may name: those of its own query, and of the queries around it. */
export class Scope {
  readonly #sources = new Map<string, Source>();

  constructor(private readonly outer?: Scope) {}

  add(source: Source): void {
    this.#sources.set(source.name, source);
  }

  /** Whether the name is taken in this very query. */
  has(name: string): boolean {
    return this.#sources.has(name);
  }

  find(name: string): Source | undefined {
    return this.#sources.get(name) ?? this.outer?.find(name);
  }
}
