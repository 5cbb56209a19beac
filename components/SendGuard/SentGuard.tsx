import * as React from "react";
import type { GuardedRecord } from "../../dataverse/guard/guardedSubject";
import type { Decision } from "../../domain/guard/decision";
import type { ProtectionKey } from "../../domain/guard/protection";
import type { Way } from "../../domain/guard/way";
import { icons } from "../shared/icons";
import { ReadingView } from "../shared/ReadingView";
import { SectionHead } from "../shared/SectionHead";
import { ShortList } from "../shared/ShortList";
import { useClasses } from "../shared/useClasses";
import { isNarrow } from "../shared/useWidth";
import type { Words } from "../shared/words";
import { ActivityStates } from "./ActivityStates";
import { FoundItem } from "./FoundItem";
import { GuardBar } from "./GuardBar";
import type { GuardViewHost } from "./guardHost";
import { Checking } from "./Checking";
import { byClient, canGuard, checkedLists, reasonsOf, seesEverything, type GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";
import { headline, notFollowedText, policyName, reasonTexts } from "./guardTexts";
import { protectedFile } from "./protectedFile";
import type { Decided } from "./recordDecisions";
import { StaticCopy } from "./StaticCopy";
import { useGuard, mayKeep, mayNotGuard, type Doing, type UseGuard } from "./useGuard";
import { useGuardedCopy, type UseGuardedCopy } from "./useGuardedCopy";
import { useStaticCopy, type UseStaticCopy } from "./useStaticCopy";

const ROWS = 10;
const ROWS_WHEN_NARROW = 3;

interface SentGuardProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly record: GuardedRecord;
  readonly width: number;
}

/** Reasons being written. They outlive a reading that fails: nothing typed is lost. */
type Drafts = ReadonlyMap<ProtectionKey, string>;

function withDraft(drafts: Drafts, key: ProtectionKey, reason: string | undefined): Drafts {
  const others = [...drafts].filter(([about]) => about !== key);
  return new Map(reason === undefined ? others : [...others, [key, reason]]);
}

/** The guard on the form of what is sent: a campaign activity, a campaign, or a marketing list. */
export function SentGuard({ host, words, record, width }: SentGuardProps): JSX.Element {
  const guard = useGuard(host, words, record);
  // What a repeat of a copying goes by outlives a reading that fails, as reasons being written do.
  const copy = useGuardedCopy(host, words);
  const staticCopy = useStaticCopy(host, words);
  const [drafts, setDrafts] = React.useState<Drafts>(new Map());
  return (
    <>
      <SectionHead title={words.say("SendGuard_Title")} words={words} onRefresh={guard.readAgain} />
      <ReadingView
        reading={shownOf(guard.reading)}
        words={words}
        onRetry={guard.readAgain}
        loading={() => <Checking words={words} lists={guard.checking} />}
        empty={() => <></>}
        ready={(model) => (
          <GuardBody
            {...{ host, words, model, guard, copy, staticCopy, width, drafts }}
            onDrafts={setDrafts}
          />
        )}
      />
    </>
  );
}

/** What was read before stays under a failure to read it again, but for a record that is gone: about that, nothing is left to decide. */
function shownOf(reading: UseGuard["reading"]): UseGuard["reading"] {
  if (reading.kind !== "ready" || reading.notReadAgain?.kind !== "failed") return reading;
  return reading.notReadAgain.failure.kind === "gone" ? reading.notReadAgain : reading;
}

interface GuardBodyProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly model: GuardModel;
  readonly guard: UseGuard;
  readonly copy: UseGuardedCopy;
  readonly staticCopy: UseStaticCopy;
  readonly width: number;
  readonly drafts: Drafts;
  readonly onDrafts: React.Dispatch<React.SetStateAction<Drafts>>;
}

function GuardBody(props: GuardBodyProps): JSX.Element {
  const { host, words, model, guard, copy, staticCopy, width, drafts, onDrafts } = props;
  const classes = useClasses(guardStyles);
  const { check, policy, sorted, subject, state, plan } = model;
  const isActivity = subject.record.table === "campaignactivity";
  const isToCome = isActivity && !subject.isDone;
  const reasons = reasonsOf(model);
  const { doing, isReadBefore } = guard;
  const isBusy = doing.work !== null || copy.isBusy || staticCopy.isCopying;
  const mayDecide = isToCome && mayKeep(host) && host.may("create", "ent_senddecision");
  const maySend = policy.guardMode !== "guard" || host.may("create", "ent_guardoverride");
  const mayGuard = canGuard(model) && host.may("create", "list");
  const said = React.useRef<HTMLParagraphElement>(null);
  // What was pressed is about to go: the word of what was done gets the focus.
  const focusOnSaid = () => said.current?.focus();
  const onGuard = !mayGuard
    ? undefined
    : isActivity
      ? mayKeep(host) && !subject.isDone && !plan.isGuarded
        ? () => {
            guard
              .guard(model)
              .then((isGuarded) => {
                if (isGuarded) focusOnSaid();
              })
              .catch(() => undefined);
          }
        : undefined
      : subject.record.table === "list" && subject.lists.every(({ twin }) => twin === null)
        ? () => copy.make(model)
        : undefined;
  const draft = (key: ProtectionKey, reason: string | undefined) =>
    onDrafts((before) => withDraft(before, key, reason));
  const decide = (decided: readonly Decided[], onSaved?: () => void) => {
    if (isBusy) return;
    guard
      .decide(model, decided)
      .then((isSaved) => {
        if (!isSaved) return;
        for (const { about } of decided) draft(about.key, undefined);
        onSaved?.();
      })
      .catch(() => undefined);
  };
  const decideAll = (decision: Extract<Decision, "exclude" | "askTheOwner">) =>
    decide(
      sorted.open.map((about) => ({ about, decision, reason: null })),
      focusOnSaid,
    );
  const mayDecideAll = mayDecide && sorted.open.length > 1;
  const told = staticCopy.isCopying
    ? words.say("SendGuard_Copying")
    : workText(guard, words) || doing.told || copy.told;
  const trouble = doing.trouble || copy.trouble;
  const troubled = placeOfTrouble(model, doing, mayDecideAll);
  const alert = trouble !== "" && (
    <p role="alert" className={classes.problem}>
      {trouble}
    </p>
  );
  return (
    <div>
      <div className={classes.head}>
        <span aria-hidden="true">{icons[isReadBefore ? "problem" : headIcon(model)]}</span>
        <div>
          <p role="status" className={classes.headText}>
            {isReadBefore ? words.say("SendGuard_Head_NotChecked") : headline(model, words)}
          </p>
          <p className={classes.checked}>
            {words.say(
              isReadBefore || state === "notChecked" || !seesEverything(model)
                ? "SendGuard_Read"
                : "SendGuard_Checked",
              words.moment(model.at),
              policyName(model, words),
            )}
          </p>
        </div>
      </div>
      {reasons.length > 0 && (
        <ul className={classes.reasons}>
          {reasonTexts(reasons, words).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {model.takenOff.length > 0 && subject.lists.length === 0 && !seesEverything(model) && (
        <p className={classes.said}>
          {words.say(state === "listsTakenOff" ? "SendGuard_TakenOff" : "SendGuard_SeenTakenOff")}
        </p>
      )}
      {isToCome && policy.guardMode !== "warn" && model.isGuarded && (
        <p className={`${classes.secondary} ${classes.said}`}>{words.say("SendGuard_LeavesOut")}</p>
      )}
      {mayDecide && !maySend && check.found.length > 0 && (
        <p className={`${classes.secondary} ${classes.said}`}>{words.say("SendGuard_NeedsOverride")}</p>
      )}
      {isToCome && !mayDecide && check.found.length > 0 && (
        <p className={classes.said}>{words.say("SendGuard_MayNotDecide")}</p>
      )}
      {mayDecide && mayNotGuard(host, model) && (
        <p className={classes.said}>{words.say("SendGuard_MayNotGuard")}</p>
      )}
      {subject.lost.length > 0 && (
        <p className={classes.problem}>{words.count("SendGuard_Lost", subject.lost.length)}</p>
      )}
      {isActivity && subject.isDone && <p className={classes.secondary}>{words.say("SendGuard_Done")}</p>}
      {check.found.length > 0 && (
        <div className={classes.list}>
          <ShortList
            items={byClient(check.found)}
            shown={isNarrow(width) ? ROWS_WHEN_NARROW : ROWS}
            staysIn={({ key }) => drafts.has(key) || key === troubled}
            words={words}
            label={words.say("SendGuard_List")}
            row={(found) => (
              <FoundItem
                key={found.key}
                {...{ host, words, model, found, mayDecide, maySend, isBusy }}
                trouble={found.key === troubled && alert}
                draft={drafts.get(found.key)}
                onDraft={(reason) => draft(found.key, reason)}
                onDecide={(decided) => decide([decided])}
              />
            )}
          />
        </div>
      )}
      {mayDecideAll && (
        <div className={classes.choices} role="group" aria-label={words.say("SendGuard_ForAll")}>
          <span className={classes.secondary}>{words.count("SendGuard_ForAllOpen", sorted.open.length)}</span>
          <button
            type="button"
            className={classes.choice}
            aria-disabled={isBusy}
            onClick={() => decideAll("exclude")}
          >
            {words.say("SendGuard_ExcludeAll")}
          </button>
          <button
            type="button"
            className={classes.choice}
            aria-disabled={isBusy}
            onClick={() => decideAll("askTheOwner")}
          >
            {words.say("SendGuard_AskAll")}
          </button>
        </div>
      )}
      {troubled === "all" && alert}
      {check.notFollowed.map(({ lists, ways }) => (
        <p key={lists.join()} className={classes.secondary}>
          {words.say("SendGuard_NotFollowed", namesOf(lists, model), notFollowedText(ways, words))}
        </p>
      ))}
      {(subject.isDone ? [] : unfollowedByTwins(model)).map(({ names, ways }) => (
        <p key={names} className={`${classes.secondary} ${classes.said}`}>
          {words.say("SendGuard_TwinNamed", names, notFollowedText(ways, words))}
        </p>
      ))}
      {!subject.isDone && (
        <StaticCopy
          {...{ words, model, isBusy }}
          mayCreate={host.may("create", "list")}
          copying={staticCopy}
          onDone={(isDone) => {
            if (isDone) {
              guard.say(words.say("SendGuard_Copied"));
              focusOnSaid();
            }
            guard.readAgain();
          }}
        />
      )}
      <GuardBar
        {...{ words, model, isBusy, onGuard }}
        onExport={() => {
          host.openFile(protectedFile(model, words)).catch(() => undefined);
        }}
      />
      <p ref={said} role="status" tabIndex={-1} className={classes.secondary}>
        {told}
      </p>
      {troubled === null && alert}
      {subject.record.table === "campaign" && <ActivityStates {...{ host, words, model, width }} />}
    </div>
  );
}

/** Where it is said what went wrong: at the deal or hold that was to be decided about, below the buttons for all, else at the end. */
function placeOfTrouble(
  { check }: GuardModel,
  { about }: Doing,
  mayDecideAll: boolean,
): ProtectionKey | "all" | null {
  const [only, second] = about;
  if (second !== undefined) return mayDecideAll ? "all" : null;
  return check.found.some(({ key }) => key === only) ? (only ?? null) : null;
}

function namesOf(listIds: readonly string[], model: GuardModel): string {
  const lists = checkedLists(model);
  return listIds.map((id) => lists.find((list) => list.id === id)?.name ?? id).join(", ");
}

/** What some guarded lists have no room to follow: whom only that protects is left out by name. */
interface Unfollowed {
  readonly names: string;
  readonly ways: readonly Way[];
}

/** What the guarded lists have no room to follow, lists of the same together. */
function unfollowedByTwins({ plan, check }: GuardModel): readonly Unfollowed[] {
  if (check.found.length === 0) return [];
  const lists = new Map<string, Unfollowed>();
  for (const { original, guarded } of plan.twins) {
    if (!guarded.ok || guarded.notFollowed.length === 0) continue;
    const { notFollowed: ways } = guarded;
    const known = lists.get(ways.join());
    lists.set(ways.join(), {
      names: known === undefined ? original.name : `${known.names}, ${original.name}`,
      ways,
    });
  }
  return [...lists.values()];
}

function workText({ doing }: UseGuard, words: Words): string {
  switch (doing.work) {
    case "deciding":
      return words.say("SendGuard_Deciding");
    case "guarding":
      return doing.progress === null
        ? words.say("SendGuard_Guarding")
        : words.say(
            "SendGuard_GuardingStep",
            words.integer(doing.progress.done),
            words.integer(doing.progress.of),
          );
    case "takingOff":
      return words.say("SendGuard_TakingOff");
    case null:
      return "";
  }
}

function headIcon(model: GuardModel): keyof typeof icons {
  const { state, check } = model;
  const [reason, another] = reasonsOf(model);
  if (reason?.kind === "noLists" && another === undefined) return "notice";
  if (state === "notChecked" && check.reasons.length === 0) return "notice";
  if (state === "notChecked" || state === "listsTakenOff") return "problem";
  return "shield";
}
