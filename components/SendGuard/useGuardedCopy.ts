import * as React from "react";
import { writeTwin } from "../../dataverse/guard/twins";
import { keepIds } from "../../dataverse/keptIds";
import { notSavedText } from "../shared/notSavedText";
import type { Words } from "../shared/words";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";
import { twinTexts } from "./guardTexts";

interface Copying {
  readonly isBusy: boolean;
  readonly told: string;
  readonly trouble: string;
}

const idle: Copying = { isBusy: false, told: "", trouble: "" };

export interface UseGuardedCopy extends Copying {
  readonly make: (model: GuardModel) => void;
}

/** Makes a guarded copy of a list, to start a quick campaign or an outside mailer from, and opens it. */
export function useGuardedCopy(host: GuardViewHost, words: Words): UseGuardedCopy {
  const [state, setState] = React.useState(idle);
  const [ids] = React.useState(keepIds);
  const make = (model: GuardModel) => {
    const [twin] = model.plan.twins;
    if (twin === undefined || !twin.guarded.ok) return;
    const { original, guarded } = twin;
    setState({ ...idle, isBusy: true });
    writeTwin(
      host,
      { original, guarded, twinId: null, idIfMade: ids.of(original.id), activityId: null },
      twinTexts(model, words.plain),
      host.closed,
    )
      .then((written) => {
        if (written.ok) ids.forget(original.id);
        if (host.closed.aborted) return;
        if (!written.ok) {
          setState({ ...idle, trouble: notSavedText(written.failure, words) });
          return;
        }
        setState({ ...idle, told: words.say("SendGuard_CopyMade") });
        host.openRecord("list", written.value);
      })
      .catch(() => undefined);
  };
  return { ...state, make };
}
