import { createHash } from "node:crypto";

const FIRST = 10500;
const COUNT = 40000;

/**
 * Object type codes for tables of solutions: the same for the same table wherever it is imported, as far as no
 * other table has taken it.
 */
export function typeCodes(taken: ReadonlySet<number>): (logicalName: string) => number {
  const given = new Map<string, number>();
  const used = new Set(taken);
  return (logicalName) => {
    let code = given.get(logicalName);
    if (code === undefined) {
      code = FIRST + (createHash("sha256").update(logicalName).digest().readUInt32BE(0) % COUNT);
      while (used.has(code)) {
        code = code + 1;
      }
      used.add(code);
      given.set(logicalName, code);
    }
    return code;
  };
}
