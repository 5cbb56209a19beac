/** Dataverse's limits on a query. Sources: learn.microsoft.com/power-apps/developer/data-platform/fetchxml/… */

/** Rows a page, by default and at most (page-results). */
export const PAGE_SIZE = 5_000;
/** Rows that pages without a cookie may reach (page-results, "Simple paging"). */
export const SIMPLE_PAGING_ROWS = 50_000;
/** Source rows of an aggregate (aggregate-data, "Limitations"). */
export const AGGREGATE_ROWS = 50_000;
/** `link-entity` elements in a query (join-tables, "Limitations"). */
export const LINKS = 15;
/** `condition` and `link-entity` elements together (filter-rows, "Condition limits"). */
export const CONDITIONS = 500;
/** Values of one condition. */
export const CONDITION_VALUES = 2_000;
/** What a total record count reaches at most (count-rows). */
export const COUNTED_ROWS = 5_000;
/** Levels of elements in a FetchXML document; the sandbox's own guard against documents made to exhaust the stack. */
export const NESTING = 64;
