import type { WritingHost } from "../../components/shared/writingHost";
import type { Row, WebApi } from "../../dataverse/host";
import { formHost } from "./onTheForm";
import type { Language } from "./strings";

export const ME = "00000000-0000-4000-8000-00000000f001";

export interface Written {
  readonly verb: "create" | "update" | "delete";
  readonly table: string;
  readonly id?: string;
  readonly data?: Row;
}

/** A host that remembers what was written, and fails the next writes in turn. */
export function writingHost(
  webApi: WebApi,
  more: Partial<WritingHost> & {
    readonly language?: Language;
    readonly failures?: (Error | undefined)[];
  } = {},
): WritingHost & { readonly written: readonly Written[] } {
  const { failures = [], ...rest } = more;
  const written: Written[] = [];
  const write = async (entry: Written): Promise<unknown> => {
    await Promise.resolve();
    const failure = failures.shift();
    if (failure) throw failure;
    written.push(entry);
    return { id: "" };
  };
  return {
    ...formHost(webApi, rest),
    writing: {
      createRecord: (table, data) => write({ verb: "create", table, data }),
      updateRecord: (table, id, data) => write({ verb: "update", table, id, data }),
      deleteRecord: (table, id) => write({ verb: "delete", table, id }),
      retrieveRecord: () => Promise.resolve({}),
    },
    userId: ME,
    may: () => true,
    ...rest,
    written,
  };
}
