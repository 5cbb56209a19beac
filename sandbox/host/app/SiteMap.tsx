import * as React from "react";
import type { AppDescription, SiteMapArea, SiteMapItem } from "../description";
import type { PageStrings } from "./pageStrings";

interface SiteMapProps {
  readonly app: AppDescription | undefined;
  readonly table: string;
  readonly viewId: string | undefined;
  readonly strings: PageStrings;
  readonly url: (table: string, viewId: string | undefined) => string;
}

/** The app's navigation, as its site map gives it: one area at a time, the first that has what is open. */
export function SiteMap({ app, table, viewId, strings, url }: SiteMapProps): React.ReactElement | null {
  const areas = app?.areas ?? [];
  const [chosen, choose] = React.useState<SiteMapArea>();
  const open = openItem(areas, table, viewId);
  const shown = chosen ?? areas.find((area) => itemsOf(area).some((item) => item === open)) ?? areas[0];
  if (!shown) return null;
  return (
    <nav className="site-map" aria-label={strings.siteMap}>
      {areas.length > 1 ? (
        <div className="site-map-areas">
          {areas.map((area) => (
            <button
              key={area.title}
              type="button"
              aria-pressed={area === shown}
              onClick={() => {
                choose(area);
              }}
            >
              {area.title}
            </button>
          ))}
        </div>
      ) : null}
      {shown.groups.map((group) => (
        <div key={group.title} className="site-map-group">
          <h2>{group.title}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.id}>
                <a href={url(item.table, item.viewId)} aria-current={item === open ? "page" : undefined}>
                  {item.title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function itemsOf(area: SiteMapArea): readonly SiteMapItem[] {
  return area.groups.flatMap((group) => group.items);
}

/** The item of the view that is open, else the first of the table. */
function openItem(
  areas: readonly SiteMapArea[],
  table: string,
  viewId: string | undefined,
): SiteMapItem | undefined {
  const items = areas.flatMap(itemsOf).filter((item) => item.table === table);
  return items.find((item) => item.viewId === viewId) ?? items[0];
}
