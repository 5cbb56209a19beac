import { act } from "@testing-library/react";
import axe from "axe-core";
import type { Row, WebApi } from "../../dataverse/host";
import type { BriefingHost } from "../../components/Briefing/briefingHost";
import type { FormHost } from "../../components/shared/formHost";
import { hostFor, SmallOrganisation, type Rows } from "../dataverse/smallOrganisation";
import { fewClients, type interaction } from "../dataverse/clients";
import { textIn, type Language } from "./strings";

export const RITA = "00000000-0000-4000-8000-00000000b001";
export const NOW = "2026-11-22T09:00:00Z";

/** The signal of a component that lives on. */
const open = new AbortController().signal;

export type Interactions = readonly ReturnType<typeof interaction>[];

/** Questions that the small organisation does not understand; what it answers is the test's own. */
const beyond = /link-type="(any|not any)"|name="(ent_policy|activitypointer|account|connection)"/;

type Answered = Awaited<ReturnType<SmallOrganisation["retrieveMultipleRecords"]>>["entities"];

/** The small organisation, with answers by table for the questions that are beyond it; none by default. */
class FormOrganisation extends SmallOrganisation {
  constructor(
    rows: Rows,
    options: ConstructorParameters<typeof SmallOrganisation>[1],
    private readonly refuse: NonNullable<typeof options>["refuse"],
  ) {
    super(rows, options);
  }

  override async retrieveMultipleRecords(table: string, options = "") {
    const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
    if (this.isUnderstood(table, fetchXml)) return super.retrieveMultipleRecords(table, options);
    this.requests.push(fetchXml);
    await Promise.resolve();
    const refusal = this.refuse?.(fetchXml, this.requests.length);
    if (refusal) throw refusal as unknown as Error;
    return { entities: this.answers(table, fetchXml) };
  }

  private isUnderstood(table: string, fetchXml: string): boolean {
    return table in this.rows && !beyond.test(fetchXml);
  }

  private answers(table: string, fetchXml: string): Answered {
    const rows = (this.rows[table] ?? []) as Answered;
    // Whoever belongs to the account that is asked about, or is asked about themselves.
    return table === "contact"
      ? rows.filter(
          ({ contactid, parentcustomerid }) =>
            fetchXml.includes(String(contactid)) || fetchXml.includes(String(parentcustomerid)),
        )
      : rows;
  }
}

export function organisation(
  interactions: Interactions,
  options: ConstructorParameters<typeof SmallOrganisation>[1] = {},
  more: Rows = {},
): SmallOrganisation {
  return new FormOrganisation(
    { ...fewClients, ent_interaction: interactions, ...more },
    options,
    options.refuse,
  );
}

const noSuchTable = refusal(0x80060888, "no such table");

/** Tables of no further source; every column of contact. */
const definitions: FormHost["definitions"] = {
  getEntityMetadata: (table) => (table === "contact" ? Promise.resolve({}) : Promise.reject(noSuchTable)),
};

/** A host as the form gives it, with the component's own strings. */
export function formHost(
  webApi: WebApi,
  more: Partial<BriefingHost> & { readonly language?: Language } = {},
): BriefingHost {
  const { language = 1033, ...rest } = more;
  return {
    ...hostFor(webApi, NOW, { text: textIn(language), width: 900, closed: open }),
    definitions,
    userName: "Rita Rep",
    userId: RITA,
    may: () => true,
    writing: {
      createRecord: () => Promise.resolve({}),
      updateRecord: () => Promise.resolve({}),
      deleteRecord: () => Promise.resolve({}),
      retrieveRecord: () => Promise.resolve({}),
    },
    openFile: () => Promise.resolve(),
    openLink: () => undefined,
    ...rest,
  };
}

/**
 * Lets everything under way come to rest: some of it is asked after a paint, and these Web APIs answer without waiting for
 * anything.
 */
export function settled(): Promise<void> {
  return act(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => setTimeout(() => setTimeout(resolve, 0), 0));
      }),
  );
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
    throw refusal(errorCode, message);
  };
  return { retrieveMultipleRecords: refuse, retrieveRecord: refuse };
}

type Answers = (table: string, fetchXml: string) => readonly Row[] | Error | undefined;

/** A Web API that gives these answers to some questions, and leaves the others to another one. */
export function answering(answers: Answers, otherwise: WebApi & { readonly requests: string[] }) {
  return {
    requests: otherwise.requests,
    retrieveMultipleRecords: async (table: string, options = "") => {
      const fetchXml = new URLSearchParams(options).get("fetchXml") ?? "";
      const answer = answers(table, fetchXml);
      if (answer === undefined) return otherwise.retrieveMultipleRecords(table, options);
      otherwise.requests.push(fetchXml);
      await Promise.resolve();
      if (!Array.isArray(answer)) throw answer as Error;
      return { entities: answer as readonly Row[] };
    },
    retrieveRecord: (table: string, id: string) => otherwise.retrieveRecord(table, id),
  };
}

/** A rejection as a host gives it: a plain object. */
export function refusal(errorCode: number, message = "refused"): Error {
  return { errorCode, message } as unknown as Error;
}
