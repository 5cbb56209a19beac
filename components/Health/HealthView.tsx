import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { OnAnswered } from "../../dataverse/ask";
import { createAsking } from "../../dataverse/askQuestion";
import { readHealth } from "../../dataverse/health";
import { dayOf } from "../../dataverse/dayIn";
import { concernsOf, isWhole, weightOf, type Concern, type HealthFacts } from "../../domain/health";
import type { FormHost } from "../shared/formHost";
import { Frame } from "../shared/Frame";
import { icons } from "../shared/icons";
import { Notice } from "../shared/Notice";
import type { Reading } from "../shared/reading";
import { ReadingView } from "../shared/ReadingView";
import { SectionHead } from "../shared/SectionHead";
import { Skeleton } from "../shared/Skeleton";
import { bareList, listRow, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import { useFocusOfGone } from "../shared/useFocusOfGone";
import { useReading } from "../shared/useReading";
import { isNarrow } from "../shared/useWidth";
import { wordsOf, type Words } from "../shared/words";
import { FactsList } from "./FactsList";
import { concernTexts, questionText, settingRows, tablesText, tableText } from "./healthTexts";

/** Two columns from here on. */
const TWO_COLUMNS = 640;
/** Of the long lists. */
const ROWS_WHEN_NARROW = 3;

type Part = "concerns" | "concern" | "icon" | "title" | "help" | "columns" | "stacked";

const health = (theme: Theme): Record<Part, IStyle> => ({
  concerns: bareList,
  concern: [listRow(theme), { display: "flex", gap: 8, alignItems: "flex-start" }],
  icon: { flex: "none", height: 20, display: "flex", alignItems: "center" },
  title: { fontWeight: 600, overflowWrap: "anywhere" },
  help: secondary(theme),
  columns: {
    display: "grid",
    gridTemplateColumns: "1fr 1fr",
    columnGap: "32px",
    rowGap: "12px",
    marginTop: 12,
  },
  stacked: { display: "grid", rowGap: "12px", marginTop: 12 },
});

/** The Health component: whether everything is in place that Entente needs, and what to do about what is not. */
export function HealthView({ host }: { readonly host: FormHost }): JSX.Element {
  const words = wordsOf(host);
  const [round, setRound] = React.useState(0);
  const readAgain = () => setRound((before) => before + 1);
  const section = React.useRef<HTMLElement>(null);
  const keptIn = useFocusOfGone(() => section.current);
  const reading = useReading(host, "health", round, (_, signal, onAnswered) =>
    look(host, signal, onAnswered),
  );
  return (
    <Frame host={host} name="Health">
      {(width) => (
        <section ref={section} tabIndex={-1} aria-label={words.say("Health_Title")} {...keptIn}>
          <SectionHead title={words.say("Health_Title")} words={words} onRefresh={readAgain} />
          <ReadingView
            reading={reading}
            words={words}
            onRetry={readAgain}
            loading={(parts) => (
              <Skeleton
                label={
                  parts === undefined
                    ? words.say("Health_Loading")
                    : words.say(
                        "Health_Loading_Part",
                        words.integer(parts.answered),
                        words.integer(parts.asked),
                      )
                }
                isLabelShown
                rows={6}
                rowHeight={28}
                blocks={[3, 1]}
              />
            )}
            empty={() => <></>}
            ready={(facts) => <Facts {...{ host, words, width, facts }} />}
          />
        </section>
      )}
    </Frame>
  );
}

async function look(
  host: FormHost,
  signal: AbortSignal,
  onAnswered: OnAnswered,
): Promise<Reading<HealthFacts>> {
  const facts = await readHealth(host, createAsking(host, signal).ask, onAnswered);
  const failures = new Set(facts.timings.map(({ failure }) => failure));
  // What keeps every question from an answer is one thing to say, not nine.
  const only = failures.size === 1 ? [...failures][0] : null;
  return only === "offline" || only === "noPrivilege" ? { kind: only } : { kind: "ready", model: facts };
}

interface FactsProps {
  readonly host: FormHost;
  readonly words: Words;
  readonly width: number;
  readonly facts: HealthFacts;
}

function Facts({ host, words, width, facts }: FactsProps): JSX.Element {
  const classes = useClasses(health);
  const concerns = concernsOf(facts);
  const shown = isNarrow(width) ? ROWS_WHEN_NARROW : undefined;
  // Where only a few are shown, those that are not as they should be are among them.
  const tables = [
    ...facts.tables.filter((table) => !isWhole(table)),
    ...facts.tables.filter((table) => isWhole(table)),
  ];
  const today = dayOf(host, host.now());
  const dayText = (moment: string) => {
    const at = new Date(moment);
    return words.day(dayOf(host, at), today);
  };
  return (
    <>
      <Summary facts={facts} concerns={concerns} words={words} />
      {concerns.length > 0 && (
        <ul role="list" className={classes.concerns} aria-label={words.say("Health_ToDo")}>
          {concerns.map((concern) => {
            const { title, text } = concernTexts(concern, words);
            return (
              <li key={title} className={classes.concern}>
                <span className={classes.icon}>
                  {weightOf(concern) === "broken" ? icons.problem : icons.notice}
                </span>
                <div>
                  <p className={classes.title}>{title}</p>
                  <p className={classes.help}>{text}</p>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      <div className={width >= TWO_COLUMNS ? classes.columns : classes.stacked}>
        <FactsList
          title={words.say("Health_Settings")}
          rows={settingRows(facts, dayText, words)}
          words={words}
        />
        <FactsList
          title={words.say("Health_Roles")}
          rows={(facts.roles ?? []).map(({ name, isPresent, users }) => [
            name,
            isPresent ? words.count("Health_Users", users) : words.say("Health_Absent"),
          ])}
          words={words}
          none={words.say("Health_Unknown")}
        />
        <FactsList
          title={words.say("Health_Timings")}
          rows={facts.timings.map(({ question, milliseconds, failure }) => [
            questionText(question, words),
            failure === null
              ? words.say("Health_Milliseconds", words.integer(milliseconds))
              : words.say("Health_NoAnswer"),
          ])}
          words={words}
          shown={shown}
        />
        <FactsList
          title={words.say("Health_Sources")}
          rows={facts.sources.map(({ table, isPresent }) => [
            table,
            isPresent === null
              ? words.say("Health_Unknown")
              : words.say(isPresent ? "Health_Found" : "Health_NotInstalled"),
          ])}
          words={words}
          shown={shown}
        />
        <FactsList
          title={words.say("Shared_Colon", words.say("Health_Tables"), tablesText(facts.tables, words))}
          rows={tables.map((table) => [table.table, tableText(table, words)])}
          words={words}
          shown={shown}
        />
      </div>
    </>
  );
}

interface SummaryProps {
  readonly facts: HealthFacts;
  readonly concerns: readonly Concern[];
  readonly words: Words;
}

/** The whole in one sentence; nothing is said to be well that is not known to be. */
function Summary({ facts, concerns, words }: SummaryProps): JSX.Element {
  const unknown =
    facts.tables.filter(({ state }) => state === "unknown").length +
    facts.sources.filter(({ isPresent }) => isPresent === null).length;
  const notKnown = unknown > 0 ? words.count("Health_NotKnown", unknown) : null;
  const broken = concerns.filter((concern) => weightOf(concern) === "broken").length;
  const advice = concerns.length - broken;
  const also = advice > 0 ? words.count("Health_Also", advice) : undefined;
  if (broken > 0) {
    const text = [notKnown, also].filter(Boolean).join(" ");
    return <Notice icon="problem" title={words.count("Health_Broken", broken)} text={text || undefined} />;
  }
  if (notKnown !== null) return <Notice icon="notice" title={notKnown} text={also} />;
  return advice > 0 ? (
    <Notice icon="shield" title={words.say("Health_Works")} text={also} />
  ) : (
    <Notice icon="shield" title={words.say("Health_AllWell")} />
  );
}
