import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import { createAsking } from "../../dataverse/askQuestion";
import { isClosedByHold, isOnHold, type OwnerAsked } from "../../dataverse/guard/asks";
import { readOwnersSide, type OwnersSide } from "../../dataverse/guard/ownersSide";
import type { HoldPlace } from "../../dataverse/holds";
import { dayOf } from "../../dataverse/dayIn";
import { HoldForm } from "../shared/hold/HoldForm";
import { HoldItem } from "../shared/hold/HoldItem";
import { useFormFocus } from "../shared/hold/useFormFocus";
import { readingOf, type Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { SectionHead } from "../shared/SectionHead";
import { ShortList } from "../shared/ShortList";
import { Skeleton } from "../shared/Skeleton";
import { useClasses } from "../shared/useClasses";
import { useReading } from "../shared/useReading";
import { useTypedIn } from "../shared/useTypedIn";
import { useSaved } from "../shared/useSaved";
import { isNarrow } from "../shared/useWidth";
import type { Words } from "../shared/words";
import { AskItem } from "./AskItem";
import type { GuardViewHost } from "./guardHost";
import { guardStyles } from "./guardStyles";

const ROWS = 6;
const ROWS_WHEN_NARROW = 3;

interface OwnerSideProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly place: HoldPlace;
  readonly width: number;
}

/** A question answered by a hold since this was read. */
interface Answered {
  readonly id: string;
  readonly read: OwnersSide;
}

/** The guard on the form of a client or a deal: what marketing asks its owner, and holds on what is sent to it. */
export function OwnerSide({ host, words, place, width }: OwnerSideProps): JSX.Element {
  const classes = useClasses(guardStyles);
  const [round, setRound] = React.useState(0);
  const readAgain = React.useCallback(() => setRound((before) => before + 1), []);
  useSaved(["ent_hold", "ent_senddecision", "opportunity"], place, host.closed, readAgain);
  const at = host.now();
  const today = dayOf(host, at);
  const reading = useReading<OwnersSide>(
    host,
    `${place.table} ${place.id}`,
    round,
    async (current, signal): Promise<Reading<OwnersSide>> => {
      const { ask } = createAsking(current, signal);
      const answer = await readOwnersSide(ask, current, place, host.userId, today);
      return answer.ok ? { kind: "ready", model: answer.value } : readingOf(answer.failure);
    },
    true,
  );
  const typedIn = useTypedIn<OwnerAsked>();
  const [isHolding, setIsHolding] = React.useState(false);
  const { box, opener } = useFormFocus(isHolding);
  const [answered, setAnswered] = React.useState<Answered | null>(null);
  const [told, setTold] = React.useState("");
  const said = React.useRef<HTMLParagraphElement>(null);
  /** Says what was done, where what was pressed for it is about to go: the word of it gets the focus. */
  const tell = (text: string) => {
    setTold(text);
    said.current?.focus();
  };
  const rows = isNarrow(width) ? ROWS_WHEN_NARROW : ROWS;
  return (
    <>
      <SectionHead title={words.say("SendGuard_Owner_Title")} words={words} onRefresh={readAgain} />
      <ReadingView
        reading={reading}
        words={words}
        onRetry={readAgain}
        loading={() => (
          <Skeleton label={words.say("SendGuard_Owner_Loading")} rows={1} rowHeight={40} blocks={[4, 2]} />
        )}
        empty={() => <></>}
        ready={(model) => {
          const { asks, holds, held, deals } = model;
          // A hold made here is an answer at once, before it is read.
          const isClosed = (asked: OwnerAsked) =>
            isClosedByHold(asked, holds, held) || (answered?.read === model && answered.id === asked.id);
          const listed = typedIn.among(asks);
          return (
            <div>
              {listed.length > 0 && (
                <ShortList
                  items={listed}
                  shown={rows}
                  staysIn={typedIn.has}
                  words={words}
                  label={words.say("SendGuard_Asks")}
                  row={(asked) => (
                    <AskItem
                      key={asked.id}
                      {...{ host, words, asked, held, today }}
                      isAsked={asks.includes(asked)}
                      isOnHold={isOnHold(asked, holds)}
                      isClosed={isClosed(asked)}
                      onDone={tell}
                      onHeld={({ id }) => setAnswered({ id, read: model })}
                      onBegin={typedIn.begin}
                      focusable={() => said.current}
                    />
                  )}
                />
              )}
              {holds.length > 0 ? (
                <ShortList
                  items={holds}
                  shown={rows}
                  words={words}
                  label={words.say("SendGuard_Holds")}
                  row={(hold) => (
                    <HoldItem
                      key={hold.id}
                      {...{ host, words, hold }}
                      onDone={() => tell(words.say("SendGuard_HoldEnded"))}
                    />
                  )}
                />
              ) : (
                !isHolding && <p className={classes.secondary}>{words.say("SendGuard_NoHolds")}</p>
              )}
              {host.may("create", "ent_hold") &&
                (isHolding ? (
                  <HoldForm
                    {...{ host, words, held, deals, today, box }}
                    onDone={() => {
                      setIsHolding(false);
                      setTold(words.say("SendGuard_HoldSaved"));
                    }}
                    onCancel={() => setIsHolding(false)}
                  />
                ) : (
                  <div className={classes.choices}>
                    <DefaultButton
                      componentRef={opener}
                      text={words.say("SendGuard_Hold")}
                      onClick={() => {
                        setTold("");
                        setIsHolding(true);
                      }}
                    />
                  </div>
                ))}
              <p ref={said} role="status" tabIndex={-1} className={classes.secondary}>
                {told}
              </p>
            </div>
          );
        }}
      />
    </>
  );
}
