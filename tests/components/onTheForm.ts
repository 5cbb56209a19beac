import axe from "axe-core";
import type { Host, WebApi } from "../../dataverse/host";
import { hostFor, SmallOrganisation, type Rows } from "../dataverse/smallOrganisation";
import { fewClients, type interaction } from "../dataverse/clients";
import { textIn, type Language } from "./strings";

export const NOW = "2026-11-22T09:00:00Z";

/** The signal of a component that lives on. */
const open = new AbortController().signal;

export type Interactions = readonly ReturnType<typeof interaction>[];

export function organisation(
  interactions: Interactions,
  options: ConstructorParameters<typeof SmallOrganisation>[1] = {},
  more: Rows = {},
): SmallOrganisation {
  return new SmallOrganisation({ ...fewClients, ent_interaction: interactions, ...more }, options);
}

/** A host as the form gives it, with the component's own strings. */
export function formHost(webApi: WebApi, more: Partial<Host> & { readonly language?: Language } = {}): Host {
  const { language = 1033, ...rest } = more;
  return hostFor(webApi, NOW, { text: textIn(language), width: 900, closed: open, ...rest });
}

/** What axe has to say against what is shown; colours cannot be seen without a browser. */
export async function violations(element: Element): Promise<string[]> {
  const { violations: found } = await axe.run(element, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** A Web API that never answers. */
export const silentService: WebApi = {
  retrieveMultipleRecords: () => new Promise(() => undefined),
  retrieveRecord: () => new Promise(() => undefined),
};

/** A Web API that refuses everything in one way. */
export function refusingService(errorCode: number, message = "refused"): WebApi {
  const refuse = async (): Promise<never> => {
    await Promise.resolve();
    // A host rejects with a plain object.
    throw { errorCode, message } as unknown as Error;
  };
  return { retrieveMultipleRecords: refuse, retrieveRecord: refuse };
}
