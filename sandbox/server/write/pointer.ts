import type { ColumnMetadata } from "../metadata/model";
import type { Reference } from "./context";

/** A lookup of a new row, with the row it points to. */
export interface Pointer {
  readonly column: ColumnMetadata;
  readonly to: Reference;
}
