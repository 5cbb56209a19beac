import { KEY_ACCOUNTS_TEAM, SAMPLE_BUSINESS_UNITS } from "../users";
import type { SampleRow, TableRows } from "./row";
import { sampleId } from "./sampleId";

function* businessUnitRows(rootBusinessUnitId: string): Iterable<SampleRow> {
  for (const unit of Object.values(SAMPLE_BUSINESS_UNITS)) {
    yield {
      businessunitid: unit.id,
      name: unit.name,
      parentbusinessunitid:
        unit.above === undefined ? rootBusinessUnitId : SAMPLE_BUSINESS_UNITS[unit.above].id,
      isdisabled: false,
    };
  }
}

/** The default team of every business unit, to which all its users belong, and the sales team. */
function* teamRows(administratorId: string): Iterable<SampleRow> {
  for (const unit of Object.values(SAMPLE_BUSINESS_UNITS)) {
    yield {
      teamid: sampleId("team", unit.name),
      name: unit.name,
      teamtype: 0,
      isdefault: true,
      businessunitid: unit.id,
      administratorid: administratorId,
    };
  }
  yield {
    teamid: KEY_ACCOUNTS_TEAM.id,
    name: KEY_ACCOUNTS_TEAM.name,
    teamtype: 0,
    isdefault: false,
    businessunitid: SAMPLE_BUSINESS_UNITS[KEY_ACCOUNTS_TEAM.businessUnit].id,
    administratorid: administratorId,
  };
}

/** The structure that the users of the sample belong to. */
export function* sampleStructure(rootBusinessUnitId: string, administratorId: string): Iterable<TableRows> {
  yield { table: "businessunit", rows: businessUnitRows(rootBusinessUnitId) };
  yield { table: "team", rows: teamRows(administratorId) };
}
