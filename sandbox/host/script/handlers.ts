/** A function of a form script. What it is given depends on what it hears of. */
export type Handler = (...given: unknown[]) => unknown;

/** The handlers of a form's scripts, by what they hear of. A handler that is added twice is called once. */
export class Handlers {
  readonly #handlers = new Map<string, Handler[]>();

  add(topic: string, handler: Handler): void {
    const before = this.of(topic);
    if (!before.includes(handler)) this.#handlers.set(topic, [...before, handler]);
  }

  remove(topic: string, handler: Handler): void {
    this.#handlers.set(
      topic,
      this.of(topic).filter((one) => one !== handler),
    );
  }

  of(topic: string): readonly Handler[] {
    return this.#handlers.get(topic) ?? [];
  }
}
