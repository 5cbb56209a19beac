/** What the page is asked to show, and how: everything is in its address, so that a link shows the same to everyone. */
export interface PageQuery {
  readonly pageType: "entityrecord" | "entitylist";
  readonly table: string;
  /** Empty on a form that creates a record. */
  readonly id: string;
  readonly formId?: string;
  readonly viewId?: string;
  /** Who is signed in; the server's default when absent. */
  readonly userId?: string;
  readonly react: "16" | "17";
  readonly dark: boolean;
  readonly phone: boolean;
  readonly newLook: boolean;
  readonly offline: boolean;
}

function bare(id: string | null): string {
  return (id ?? "").replace(/[{}]/g, "").toLowerCase();
}

export function readPageQuery(search: string): PageQuery {
  const given = new URLSearchParams(search);
  return {
    pageType: given.get("pagetype") === "entitylist" ? "entitylist" : "entityrecord",
    table: given.get("etn") ?? "",
    id: bare(given.get("id")),
    formId: bare(given.get("formid")) || undefined,
    viewId: bare(given.get("viewid")) || undefined,
    userId: bare(given.get("user")) || undefined,
    react: given.get("react") === "16" ? "16" : "17",
    dark: given.get("dark") === "1",
    phone: given.get("phone") === "1",
    newLook: given.get("newlook") !== "0",
    offline: given.get("offline") === "1",
  };
}

/** The address of a page; what is as it is by default is left out. */
export function pageUrl(query: PageQuery): string {
  const search = new URLSearchParams({ pagetype: query.pageType, etn: query.table });
  if (query.id) search.set("id", query.id);
  if (query.formId) search.set("formid", query.formId);
  if (query.viewId) search.set("viewid", query.viewId);
  if (query.userId) search.set("user", query.userId);
  if (query.react === "16") search.set("react", "16");
  if (query.dark) search.set("dark", "1");
  if (query.phone) search.set("phone", "1");
  if (!query.newLook) search.set("newlook", "0");
  if (query.offline) search.set("offline", "1");
  return `/main.aspx?${search.toString()}`;
}

/** The address of a record's form, with the switches as they stand. */
export function recordUrl(query: PageQuery, table: string, id: string): string {
  return pageUrl({ ...query, pageType: "entityrecord", table, id, formId: undefined, viewId: undefined });
}

export function listUrl(query: PageQuery, table: string, viewId?: string): string {
  return pageUrl({ ...query, pageType: "entitylist", table, id: "", formId: undefined, viewId });
}
