import * as React from "react";
import { readRows, type Send } from "../form/serviceRows";
import { plainText, type WebApiRow } from "../form/webApiRow";
import { Icon } from "./icons";
import type { PageStrings } from "./pageStrings";

export interface NotificationsProps {
  readonly userId: string;
  readonly strings: PageStrings;
  readonly send: Send;
}

interface NotificationAction {
  readonly title?: string;
  readonly data?: { readonly url?: string };
}

/** Where the actions of a notification lead: its `data` is JSON, and what is none has no actions. */
function actionsOf(data: unknown): readonly { readonly title: string; readonly url: string }[] {
  try {
    const { actions = [] } = JSON.parse(plainText(data)) as {
      readonly actions?: readonly NotificationAction[];
    };
    return actions.flatMap(({ title, data: target }) => {
      const url = target?.url ?? "";
      // A record of the app is named by the query of its page.
      const address = url.startsWith("?") ? `/main.aspx${url}` : url;
      return title && /^(?:\/|https?:)/.test(address) ? [{ title, url: address }] : [];
    });
  } catch {
    return [];
  }
}

/** The bell in the top bar: what the app has to tell the user, read when the page opens, as the real app does. */
export function Notifications({ userId, strings, send }: NotificationsProps): React.ReactElement {
  const [rows, setRows] = React.useState<readonly WebApiRow[]>([]);
  const [open, setOpen] = React.useState(false);
  React.useEffect(() => {
    let left = false;
    readRows(
      send,
      "appnotifications?$select=title,body,data&$orderby=createdon desc&$top=20" +
        `&$filter=_ownerid_value eq ${userId}`,
    ).then(
      (read) => {
        if (!left) setRows(read);
      },
      // Who may not read notifications has none; the page goes on without.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [send, userId]);
  return (
    <div className="notifications">
      <button
        type="button"
        className="bell"
        aria-expanded={open}
        aria-label={
          rows.length === 0 ? strings.notifications : `${strings.notifications}: ${String(rows.length)}`
        }
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Icon name="bell" />
        {rows.length > 0 ? (
          <span className="bell-count" aria-hidden="true">
            {rows.length}
          </span>
        ) : null}
      </button>
      {open ? (
        <ul className="notification-list" aria-label={strings.notifications}>
          {rows.length === 0 ? <li>{strings.nothingNew}</li> : null}
          {rows.map((row) => (
            <li key={plainText(row.appnotificationid)}>
              <strong>{plainText(row.title)}</strong>
              <p>{plainText(row.body)}</p>
              {actionsOf(row.data).map(({ title, url }) => (
                <a key={title} href={url}>
                  {title}
                </a>
              ))}
              <button
                type="button"
                onClick={() => {
                  const id = plainText(row.appnotificationid);
                  send(`appnotifications(${id})`, { method: "DELETE" }).then(
                    (response) => {
                      if (response.ok) setRows((before) => before.filter((one) => one !== row));
                    },
                    () => undefined,
                  );
                }}
              >
                {strings.dismiss}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
