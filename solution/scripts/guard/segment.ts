/// <reference types="xrm" />
import { attempt, type Answer } from "../../../dataverse/attempt";
import { createAsking } from "../../../dataverse/askQuestion";
import type { GuardNews } from "../../../dataverse/formOrder";
import { keepSegment, type SegmentService } from "../../../dataverse/segment/keepSegment";
import type { ActionRequest } from "./actionRequest";
import { scriptWebApi } from "./scriptWebApi";
import { segmentText } from "./segmentText";
import {
  addStaticMembers,
  listGroupMembers,
  publishSegmentDefinition,
  removeStaticMembers,
} from "./segmentRequests";

const NOTIFICATION = "entente_segment";

/** `Xrm.WebApi.online`, as keeping a segment needs it. What is refused for its frequency is asked again, as everything is. */
function serviceOf(signal: AbortSignal): SegmentService {
  const host = { webApi: scriptWebApi, isOffline: () => Xrm.Utility.getGlobalContext().client.isOffline() };
  const execute = (request: ActionRequest): Promise<Answer<{ json(): Promise<unknown> }>> =>
    attempt(host, signal, async () => {
      const response = await Xrm.WebApi.online.execute(request);
      if (!response.ok) throw await response.json();
      return response;
    });
  return {
    ask: createAsking(host, signal).ask,
    async listMembers(place, page) {
      const answer = await execute(listGroupMembers(place, page));
      if (!answer.ok) return answer;
      const { Response: response } = (await answer.value.json()) as { readonly Response?: unknown };
      return { ok: true, value: response };
    },
    addMembers: (place, ids) => execute(addStaticMembers(place, ids)),
    removeMembers: (place, ids) => execute(removeStaticMembers(place, ids)),
    writeGroups: (definitionId, groups) =>
      attempt(host, signal, async () =>
        Xrm.WebApi.online.updateRecord("msdynmkt_segmentdefinition", definitionId, {
          msdynmkt_staticlistmembers: groups,
        }),
      ),
    publish: (segmentId) => execute(publishSegmentDefinition(segmentId)),
  };
}

/**
 * Keeps the segment that the policy names up to date: once while the form is open, when the guard has first told how things
 * stand. Says what was done or not done above the form; without a segment in the policy, does and says nothing.
 */
export function keepSegmentOnNews(form: Xrm.FormContext): (news: GuardNews) => void {
  let isBegun = false;
  return ({ policy, unseen }) => {
    if (isBegun || policy.suppressionSegment === null) return;
    isBegun = true;
    const { languageId } = Xrm.Utility.getGlobalContext().userSettings;
    keepSegment(serviceOf(new AbortController().signal), { policy, unseen })
      .then((outcome) => {
        const said = segmentText(outcome, languageId);
        if (said !== null) form.ui.setFormNotification(said.text, said.level, NOTIFICATION);
      })
      .catch(() => undefined);
  };
}
