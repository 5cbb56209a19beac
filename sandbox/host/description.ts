import type { ColumnType, DateTimeBehavior, RequiredLevel, Verb } from "../server/metadata/model";
import type { HostUser } from "./pcf/userSettings";

/** What the page is told before it draws: names and labels in the user's language, forms and views as imported. */
export interface PageDescription {
  readonly user: HostUser;
  /** Who may be signed in, for the sandbox's own switch. */
  readonly people: readonly Person[];
  /** Stands, in braces, at the beginning of the addresses of what was imported, so that the browser may keep it. */
  readonly cachingToken: string;
  /** Absent when no imported solution has an app. */
  readonly app?: AppDescription;
  readonly tables: Readonly<Record<string, TableDescription>>;
  /** How far each privilege of the user reaches (0 none to 4 organisation), by table. */
  readonly privileges: Readonly<Record<string, Readonly<Partial<Record<Verb, number>>>>>;
  readonly form?: FormDescription;
  readonly view?: ViewDescription;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface AppDescription {
  readonly name: string;
  readonly areas: readonly SiteMapArea[];
}

export interface SiteMapArea {
  readonly title: string;
  readonly groups: readonly SiteMapGroup[];
}

export interface SiteMapGroup {
  readonly title: string;
  readonly items: readonly SiteMapItem[];
}

export interface SiteMapItem {
  readonly id: string;
  readonly title: string;
  readonly table: string;
  /** The view that it opens; the table's first one unless said. */
  readonly viewId?: string;
}

export interface TableDescription {
  readonly logicalName: string;
  readonly entitySetName: string;
  readonly primaryIdColumn: string;
  readonly primaryNameColumn?: string;
  readonly label: string;
  readonly pluralLabel: string;
  /** Whether the app has a form for it, so that a row of it can be opened. */
  readonly hasForm: boolean;
}

export interface OptionDescription {
  readonly value: number;
  readonly label: string;
}

export interface ColumnDescription {
  readonly logicalName: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly description: string;
  readonly required: RequiredLevel;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly format?: string;
  readonly dateTimeBehavior?: DateTimeBehavior;
  readonly options?: readonly OptionDescription[];
  readonly targets?: readonly string[];
  /**
   * Single-valued navigation properties of a lookup, by the table that each leads to; of a party list, those of the parties
   * in it.
   */
  readonly navigation?: Readonly<Record<string, string>>;
  readonly parties?: PartyListDescription;
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
}

/** A party list is no value of the row: it is those of the activity's parties who take part in one way. */
export interface PartyListDescription {
  /** The activity's collection of all its parties: `appointment_activity_parties`. */
  readonly collection: string;
  /** `participationtypemask` of those in the list. */
  readonly participation: number;
}

export interface FormDescription {
  readonly id: string;
  readonly table: string;
  readonly primaryIdColumn: string;
  readonly title: string;
  readonly formXml: string;
  readonly columns: Readonly<Record<string, ColumnDescription>>;
  /** Manifests of the components that the form names, by their full name. */
  readonly controls: Readonly<Record<string, string>>;
  /** By the id of their control. */
  readonly subgrids: Readonly<Record<string, SubgridDescription>>;
  /** The other main forms of the table, for the form selector. */
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

/** Related rows on a form: a view, narrowed to those of the form's record. */
export interface SubgridDescription {
  readonly view: ViewDescription;
  readonly link: {
    /** The column that holds the record's id: of the rows themselves, or of the table that they are related through. */
    readonly column: string;
    readonly through?: { readonly table: string; readonly from: string; readonly to: string };
  };
}

/** A saved chart of a table: one bar a category and series. */
export interface ChartDescription {
  readonly id: string;
  readonly title: string;
  readonly fetchXml: string;
  /** Aliases of the query's columns whose values make a category, the first one before all. */
  readonly categories: readonly string[];
  readonly series: readonly { readonly alias: string; readonly label: string }[];
}

export interface ViewDescription {
  readonly id: string;
  readonly table: string;
  readonly title: string;
  readonly fetchXml: string;
  readonly layoutXml: string;
  readonly columns: Readonly<Record<string, ColumnDescription>>;
  readonly others: readonly { readonly id: string; readonly title: string }[];
  /** Those of the table, for the list page. */
  readonly charts: readonly ChartDescription[];
}
