import { formHostOf, type FormHost } from "../shared/formHost";
import { writingHostOf, type WritingHost } from "../shared/writingHost";

/** The Briefing reads what every component on a client's form does, and writes holds. */
export type BriefingHost = FormHost & WritingHost;

/** Maps the PCF context of a component whose manifest uses the features WebAPI and Utility. */
export function briefingHostOf<I>(context: ComponentFramework.Context<I>, closed: AbortSignal): BriefingHost {
  return { ...writingHostOf(context, closed), ...formHostOf(context, closed) };
}
