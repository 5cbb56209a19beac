import { KEY_ACCOUNTS_TEAM, SAMPLE_BUSINESS_UNITS, SAMPLE_USERS } from "../users";
import type { SampleUser } from "../users";
import type { SampleRow, SampleScope } from "./row";

/** The business units, those above first. */
export function* businessUnitRows({ rootBusinessUnitId }: SampleScope): Iterable<SampleRow> {
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

export function* userRows({ rootBusinessUnitId }: SampleScope): Iterable<SampleRow> {
  for (const user of Object.values<SampleUser>(SAMPLE_USERS)) {
    yield {
      systemuserid: user.id,
      firstname: user.firstName,
      lastname: user.lastName,
      fullname: user.fullName,
      domainname: user.email,
      internalemailaddress: user.email,
      title: user.title,
      businessunitid:
        user.businessUnit === undefined ? rootBusinessUnitId : SAMPLE_BUSINESS_UNITS[user.businessUnit].id,
      isdisabled: false,
    };
  }
}

export function* teamRows(): Iterable<SampleRow> {
  yield {
    teamid: KEY_ACCOUNTS_TEAM.id,
    name: KEY_ACCOUNTS_TEAM.name,
    teamtype: 0,
    isdefault: false,
    businessunitid: SAMPLE_BUSINESS_UNITS[KEY_ACCOUNTS_TEAM.businessUnit].id,
    administratorid: SAMPLE_USERS.admin.id,
  };
}
