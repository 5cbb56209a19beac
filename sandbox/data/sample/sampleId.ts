import { v5 } from "uuid";

const SAMPLE_ORGANIZATION = "7f1d1a52-6c0e-5b0c-9c66-8a2c0b7f4e11";

/** The id of a sample row: the same for the same table and key in every organisation and at every scale. */
export function sampleId(table: string, key: string | number): string {
  return v5(`${table}/${String(key)}`, SAMPLE_ORGANIZATION);
}
