import { DefaultButton, PrimaryButton } from "@fluentui/react";
import * as React from "react";
import { createOnce } from "../../dataverse/createOnce";
import { ownerAgrees, type OwnerAsked } from "../../dataverse/guard/asks";
import type { Held } from "../../dataverse/holds";
import type { Day } from "../../domain/day";
import { announceSaved } from "../shared/announceSaved";
import { HoldForm } from "../shared/hold/HoldForm";
import { useFormFocus } from "../shared/hold/useFormFocus";
import { notSavedText } from "../shared/notSavedText";
import { useClasses } from "../shared/useClasses";
import { useWhileTyped, type Begin } from "../shared/useTypedIn";
import type { Focusable } from "../shared/useFocusBetween";
import type { Words } from "../shared/words";
import type { GuardViewHost } from "./guardHost";
import { guardStyles } from "./guardStyles";

interface AskItemProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly asked: OwnerAsked;
  readonly held: Held;
  readonly today: Day;
  /** Whether the question still stands; what is being written outlives it. */
  readonly isAsked: boolean;
  /** Whether a hold, the owner's or another's, keeps it back already. */
  readonly isOnHold: boolean;
  /** Whether that hold is the answer, for as long as it lasts. */
  readonly isClosed: boolean;
  /** Called with what to say once it is answered. The question goes, or its buttons do. */
  readonly onDone: (told: string) => void;
  readonly onHeld: (asked: OwnerAsked) => void;
  readonly onBegin: Begin<OwnerAsked>;
  /** What gets the focus where what had it goes. */
  readonly focusable: () => Focusable | null;
}

type Answering = { readonly doing: "nothing" | "holding" | "saving"; readonly trouble: string };

/** A marketer's question to the owner, and the two answers: fine, or please wait (which is a hold). */
export function AskItem(props: AskItemProps): JSX.Element {
  const { host, words, asked, held, today, isAsked, isOnHold, isClosed, onDone, onHeld } = props;
  const classes = useClasses(guardStyles);
  const [state, setState] = React.useState<Answering>({ doing: "nothing", trouble: "" });
  const isHolding = state.doing === "holding";
  const isSaving = state.doing === "saving";
  useWhileTyped(isHolding, asked, props.onBegin);
  const { box, opener } = useFormFocus(isHolding, props.focusable);
  const about = [asked.account?.name, asked.deal?.name].filter(Boolean).join(" · ");
  // Made once, so that pressing again after a lost answer adds nothing.
  const [row] = React.useState(() => ownerAgrees(asked, words.plain.say("SendGuard_AgreesName", about)));
  const agree = () => {
    if (isSaving) return;
    setState({ doing: "saving", trouble: "" });
    createOnce(host, host.closed, row.table, row.data)
      .then((answer) => {
        if (host.closed.aborted) return;
        if (!answer.ok) {
          setState({ doing: "nothing", trouble: notSavedText(answer.failure, words) });
          return;
        }
        announceSaved({
          tables: ["ent_senddecision"],
          of: { table: "campaignactivity", id: asked.activity.id },
        });
        onDone(words.say("SendGuard_AgreedTold"));
      })
      .catch(() => undefined);
  };
  return (
    <li className={classes.item}>
      <p className={isClosed ? classes.secondary : undefined}>
        {words.count("SendGuard_AskedToSend", asked.members, asked.activity.name, about)}
        {asked.sendsOn !== null && ` ${words.say("SendGuard_AskedFor", words.date(asked.sendsOn))}`}
      </p>
      <p className={classes.secondary}>
        {words.say(
          isClosed ? "SendGuard_AskedClosed" : "SendGuard_AskedBy",
          asked.by?.name ?? "",
          asked.on === null ? "" : words.moment(asked.on),
        )}
        {isOnHold && !isClosed && ` · ${words.say("SendGuard_AskedOnHold")}`}
      </p>
      {isHolding ? (
        // What is being written stays, whatever hold comes from elsewhere meanwhile.
        <HoldForm
          {...{ host, words, held, today, box }}
          deals={asked.deal === null ? [] : [asked.deal]}
          onDone={() => {
            // First, so that nothing else is offered in between.
            onHeld(asked);
            setState({ doing: "nothing", trouble: "" });
            onDone(words.say("SendGuard_HoldSaved"));
          }}
          onCancel={() => setState({ doing: "nothing", trouble: "" })}
        />
      ) : (
        isAsked &&
        !isClosed && (
          <div className={classes.choices}>
            <PrimaryButton
              text={words.say("SendGuard_Fine")}
              disabled={isSaving}
              allowDisabledFocus
              onClick={agree}
            />
            {!isOnHold && host.may("create", "ent_hold") && (
              <DefaultButton
                componentRef={opener}
                text={words.say("SendGuard_PleaseWait")}
                disabled={isSaving}
                allowDisabledFocus
                onClick={() => {
                  if (!isSaving) setState({ doing: "holding", trouble: "" });
                }}
              />
            )}
          </div>
        )
      )}
      {state.trouble !== "" && (
        <p role="alert" className={classes.problem}>
          {state.trouble}
        </p>
      )}
    </li>
  );
}
