import type { IStyle, Theme } from "@fluentui/react";
import * as React from "react";
import type { Host } from "../../dataverse/host";
import type { RankedPerson } from "../../domain/people";
import { ListSection } from "../shared/ListSection";
import { named } from "../shared/named";
import { Note } from "../shared/Note";
import { Notice } from "../shared/Notice";
import type { Reading } from "../shared/reading";
import { linkButton, listRow, mark, secondary } from "../shared/styles";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { interestIcons } from "./interestIcons";
import type { PeopleModel } from "./peopleModel";
import { engagementText, partText, reachText, reasonText } from "./peopleTexts";

type Part = "item" | "name" | "self" | "title" | "more" | "best" | "star" | "mark";

const people = (theme: Theme): Record<Part, IStyle> => ({
  item: listRow(theme),
  name: [linkButton(theme), { fontWeight: 600, overflowWrap: "anywhere" }],
  self: { fontWeight: 600, overflowWrap: "anywhere" },
  title: { color: theme.semanticColors.bodySubtext },
  more: secondary(theme),
  best: { display: "flex", gap: 4, alignItems: "center", fontSize: 12, lineHeight: 16 },
  star: { display: "flex", color: theme.palette.themePrimary },
  mark: mark(theme),
});

/** People listed at most: more than that is a search, not a glance. */
const PEOPLE_AT_MOST = 25;

interface PeopleSectionProps {
  readonly host: Host;
  readonly words: Words;
  readonly reading: Reading<PeopleModel, "nobody">;
  /** Names whose list it is; another one is folded up again. */
  readonly subject: string;
  /** Rows shown at first, the best point of contact included. */
  readonly rows: number;
  /** The person whose own form it is. */
  readonly self?: string;
  readonly className: string;
  readonly onRetry: () => void;
}

/**
 * Who to talk to: the best point of contact first, with the reason; then the others, by standing. On a person's own
 * form only whether and how they may be reached: what they do, the form says elsewhere.
 */
export const PeopleSection = React.memo(function PeopleSection(props: PeopleSectionProps): JSX.Element {
  const { host, words } = props;
  const classes = useClasses(people);
  const isSelf = props.self !== undefined;
  const item = (ranked: RankedPerson, model: PeopleModel) => {
    const { best } = model;
    const { person, reach } = ranked;
    const isBest = person.id === best?.person.id;
    const known = [partText(ranked, words), !isSelf && engagementText(ranked, model, words)]
      .filter(Boolean)
      .join(" · ");
    return (
      <li key={person.id} className={classes.item}>
        {isBest && (
          <p className={classes.best}>
            <span className={classes.star}>{interestIcons.star}</span>
            <span className={classes.mark}>{words.say("Interest_Best")}</span>
          </p>
        )}
        <p>
          {isSelf ? (
            <span className={classes.self}>{named(person.name, words)}</span>
          ) : (
            <button
              type="button"
              className={classes.name}
              onClick={() => host.openRecord("contact", person.id)}
            >
              {named(person.name, words)}
            </button>
          )}
          {person.jobTitle !== null && <span className={classes.title}>{` · ${person.jobTitle}`}</span>}
        </p>
        {(isBest || known !== "") && (
          <p className={classes.more}>{isBest ? reasonText(best, model, words) : known}</p>
        )}
        <p className={classes.more}>{reachText(reach, words)}</p>
      </li>
    );
  };
  return (
    <ListSection
      {...props}
      title={words.say(isSelf ? "Interest_Reach" : "Interest_Who")}
      skeleton={{
        label: words.say("Interest_People_Loading"),
        rows: isSelf ? 1 : props.rows,
        rowHeight: 69,
        blocks: [5, 3],
      }}
      empty={() => (
        <Notice
          icon="notice"
          title={words.say("Interest_NoContacts")}
          text={words.say("Interest_People_None")}
        />
      )}
      items={listed}
      row={item}
      above={({ isNobodyReachable }) =>
        isNobodyReachable && <Note>{words.say("Interest_NobodyReachable")}</Note>
      }
      below={({ best, others, isCut, isPartly }) => {
        const left = others.length + (best === null ? 0 : 1) - PEOPLE_AT_MOST;
        return (
          <>
            {isCut && <Note>{words.say("Interest_People_Cut")}</Note>}
            {!isCut && left > 0 && <Note>{words.count("Interest_People_Left", left)}</Note>}
            {isPartly && <Note>{words.say("Interest_People_Partly")}</Note>}
          </>
        );
      }}
    />
  );
});

function listed({ best, others }: PeopleModel): readonly RankedPerson[] {
  return (best === null ? others : [best, ...others]).slice(0, PEOPLE_AT_MOST);
}
