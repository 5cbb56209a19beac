import * as React from "react";
import type { AppDescription } from "../description";
import type { PageStrings } from "./pageStrings";

/** The app's navigation, as its site map gives it. */
export function SiteMap({
  app,
  table,
  strings,
  url,
}: {
  readonly app: AppDescription | undefined;
  readonly table: string;
  readonly strings: PageStrings;
  readonly url: (table: string) => string;
}): React.ReactElement | null {
  if (!app) return null;
  return (
    <nav className="site-map" aria-label={strings.siteMap}>
      {app.areas.flatMap((area) =>
        area.groups.map((group) => (
          <div key={`${area.title} ${group.title}`} className="site-map-group">
            <h2>{group.title}</h2>
            <ul>
              {group.items.map((item) => (
                <li key={item.table}>
                  <a href={url(item.table)} aria-current={item.table === table ? "page" : undefined}>
                    {item.title}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        )),
      )}
    </nav>
  );
}
