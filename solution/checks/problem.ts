/** One broken rule: where, on what, which. */
export interface Problem {
  /** Path inside the unpacked solution. */
  readonly file: string;
  /** What is wrong there: a control, a column, a privilege. */
  readonly element: string;
  readonly rule: string;
  readonly message: string;
}
