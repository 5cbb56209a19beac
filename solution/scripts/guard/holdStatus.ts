/// <reference types="xrm" />
import type { Knowledge } from "./knowledge";
import { isLeavingProposed, refusalOf, type Refusal } from "./statusGate";

/** When the form is opened; what it knows is being read then already. */
const INITIAL_LOAD: XrmEnum.FormDataLoadState = 1;

/**
 * Refuses to save a change of status that the guard is against. A form that has the handlers twice refuses twice, which is once.
 * @param onLeaving told when the status is about to leave Proposed: when it is changed, and once more before it is saved
 * @param onRefused told why, to say so
 */
export function holdStatus(
  form: Xrm.FormContext,
  knowledge: Knowledge,
  onLeaving: () => void,
  onRefused: (refusal: Refusal) => void,
): void {
  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statuscode");
  if (status === null) return;
  // getInitialValue is the value "when the form is opened" (clientapi/reference/attributes/getinitialvalue), whatever was saved
  // since. The form's data is loaded "on saving a record, if there are any changes" too (clientapi/reference/events/form-data-onload).
  let saved = status.getInitialValue();
  const keepSaved = () => {
    if (!status.getIsDirty()) saved = status.getValue();
  };
  keepSaved();
  const tellLeaving = () => {
    if (isLeavingProposed(saved, status.getValue())) onLeaving();
  };
  status.addOnChange(tellLeaving);
  form.data.entity.addOnSave((saving: Xrm.Events.EventContext) => {
    if (!status.getIsDirty()) return;
    tellLeaving();
    const refusal = refusalOf(saved, status.getValue(), knowledge.now());
    if (refusal === null) return;
    (saving as Xrm.Events.SaveEventContext).getEventArgs().preventDefault();
    onRefused(refusal);
    if (refusal === "notRead") knowledge.readMissing();
  });
  form.data.addOnLoad((loading: Xrm.Events.EventContext) => {
    keepSaved();
    const state = (loading as Xrm.Events.DataLoadEventContext).getEventArgs().getDataLoadState();
    if (state !== INITIAL_LOAD) knowledge.lookAgain();
  });
}
