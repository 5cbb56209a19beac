import { DataverseError } from "../../errors";

/** Dataverse's codes for a solution that it does not take. */
export const ImportCode = {
  BadZip: "0x80048060",
  PackageNotValid: "0x80048066",
  NotWellFormed: "0x80048013",
  NotBySchema: "0x8004801a",
  Column: "0x80048006",
  Form: "0x80048007",
  RelationshipRole: "0x80048009",
  Role: "0x80048017",
  RolePermission: "0x80048018",
  MissingDependency: "0x8004801d",
  MissingComponent: "0x8004801f",
  MissingRootComponent: "0x8004803a",
  OptionSet: "0x80048030",
  Solution: "0x80048033",
  SavedQuery: "0x80048005",
  SiteMap: "0x80048011",
  DuplicateTable: "0x8004810c",
  ManagedOverUnmanaged: "0x80048041",
  UnmanagedOverManaged: "0x80048040",
  LowerVersion: "0x8004f01e",
  WebResource: "0x8004f11b",
  WebResourceFile: "0x8004f11a",
  App: "0x80050123",
  CustomControl: "0x80160000",
} as const;

export type ImportCode = (typeof ImportCode)[keyof typeof ImportCode];

/** Where in the package the fault is: the part and the element, as their author would look for them. */
export interface Place {
  readonly file: string;
  readonly element: string;
}

/** The refusal of a package. It names the part, the element and the rule that was broken. */
export function importRefused(code: ImportCode, { file, element }: Place, rule: string): DataverseError {
  return new DataverseError(400, code, `The import of the solution failed. ${file}, ${element}: ${rule}`);
}
