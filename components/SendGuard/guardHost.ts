import type { GuardNews, Order } from "../../dataverse/formOrder";
import type { TextFile } from "../../domain/textFile";
import { openFile } from "../shared/openFile";
import { writingHostOf, type WritingHost } from "../shared/writingHost";

/** The manifest's events: what the form's script is asked and told. */
export interface GuardEvents extends Record<string, (params?: unknown) => void> {
  onOrder: (order?: unknown) => void;
  onGuardNews: (news?: unknown) => void;
}

/** What the guard needs of the host beside what every component that writes does. */
export interface GuardViewHost extends WritingHost {
  /** Asks the form's script to carry out actions. */
  order(order: Order): void;
  /** Tells the form how the guard stands. */
  tell(news: GuardNews): void;
  openFile(file: TextFile): Promise<void>;
}

/** Maps the PCF context. */
export function guardHostOf<I>(
  context: ComponentFramework.Context<I, GuardEvents>,
  closed: AbortSignal,
): GuardViewHost {
  const { events, navigation } = context;
  return {
    ...writingHostOf(context, closed),
    order: (order) => events.onOrder(order),
    tell: (news) => events.onGuardNews(news),
    openFile: (file) => openFile(navigation, file),
  };
}
