import { Chance } from "./chance";
import { dayFrom } from "./days";
import { STAGE_NAMES, type SalesStage, type SampleOpportunity } from "./opportunities";
import type { SampleRow, SampleScope } from "./row";
import { sampleId } from "./sampleId";

const PROCESS_ID = sampleId("workflow", "opportunity sales process");
const STAGES: readonly SalesStage[] = [0, 1, 2, 3];

function stageId(stage: SalesStage): string {
  return sampleId("processstage", STAGE_NAMES[stage]);
}

/** The stages of the sales process that deals go through. */
export function* processStageRows(): Iterable<SampleRow> {
  for (const stage of STAGES) {
    yield {
      processstageid: stageId(stage),
      // "3-Propose" is what the deal says; the process calls the stage "Propose".
      stagename: STAGE_NAMES[stage].slice(2),
      stagecategory: stage,
      primaryentitytypecode: "opportunity",
      processid: PROCESS_ID,
    };
  }
}

/** How far each open deal has come, and since when; deals that were never put on the process have none. */
export function* salesProcessRows(
  opportunities: readonly { readonly opportunity: SampleOpportunity; readonly row: SampleRow }[],
  { now, baseCurrencyId }: SampleScope,
): Iterable<SampleRow> {
  const chance = new Chance("opportunitysalesprocess");
  for (const { opportunity, row } of opportunities) {
    if (!opportunity.open || chance.happens(0.1)) continue;
    const created = row.createdon instanceof Date ? row.createdon : now;
    const age = Math.floor((now.getTime() - created.getTime()) / 86_400_000);
    yield {
      businessprocessflowinstanceid: sampleId("opportunitysalesprocess", opportunity.id),
      name: opportunity.name,
      opportunityid: opportunity.id,
      activestageid: stageId(opportunity.stage),
      activestagestartedon: dayFrom(now, -chance.int(1, Math.max(1, Math.min(age, 75)))),
      traversedpath: STAGES.filter((stage) => stage <= opportunity.stage)
        .map(stageId)
        .join(","),
      processid: PROCESS_ID,
      transactioncurrencyid: baseCurrencyId,
      statecode: 0,
      statuscode: 1,
      createdby: row.createdby ?? null,
      createdon: created,
    };
  }
}
