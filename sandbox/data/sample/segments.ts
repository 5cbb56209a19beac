import { SAMPLE_USERS } from "../users";
import { dayFrom } from "./days";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const NAME = "Not to be disturbed";

/** A static segment for "Exit by segment", with a group of people put in by hand; only where there are segments. */
export const SAMPLE_SEGMENT = {
  id: sampleId("msdynmkt_segment", NAME),
  definitionId: sampleId("msdynmkt_segmentdefinition", NAME),
  name: NAME,
  groupByHand: sampleId("segmentgroup", NAME),
};

const made = ({ now }: SampleScope): SampleRow => ({
  ownerid: { table: "systemuser", id: SAMPLE_USERS.marketer.id },
  createdby: SAMPLE_USERS.marketer.id,
  createdon: dayFrom(now, -60, 9),
});

export function* segmentDefinitionRows(scope: SampleScope): Iterable<SampleRow> {
  yield {
    ...made(scope),
    msdynmkt_segmentdefinitionid: SAMPLE_SEGMENT.definitionId,
    msdynmkt_segmentquery: null,
    msdynmkt_staticlistmembers: JSON.stringify([
      {
        groupId: SAMPLE_SEGMENT.groupByHand,
        includeType: "Include",
        name: "Asked not to be disturbed",
        inputType: "manualSelect",
      },
    ]),
    statecode: 0,
    statuscode: 723270000,
  };
}

export function* segmentRows(scope: SampleScope): Iterable<SampleRow> {
  yield {
    ...made(scope),
    msdynmkt_segmentid: SAMPLE_SEGMENT.id,
    msdynmkt_displayname: SAMPLE_SEGMENT.name,
    msdynmkt_type: 10,
    msdynmkt_source: 12,
    msdynmkt_baseentitylogicalname: "contact",
    msdynmkt_sourcesegmentuid: SAMPLE_SEGMENT.definitionId,
    statecode: 0,
    statuscode: 1,
  };
}
