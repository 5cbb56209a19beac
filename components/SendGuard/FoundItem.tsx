import * as React from "react";
import type { Found } from "../../domain/guard/check";
import { ownerOf, type Protection } from "../../domain/guard/protection";
import { holdLasts } from "../shared/hold/holdTexts";
import { icons } from "../shared/icons";
import { useClasses } from "../shared/useClasses";
import type { Words } from "../shared/words";
import { DecisionChoice } from "./DecisionChoice";
import type { GuardViewHost } from "./guardHost";
import type { GuardModel } from "./guardModel";
import { guardStyles } from "./guardStyles";
import { clientOf, closesText, countText, decisionText, whyLines } from "./guardTexts";
import type { Decided } from "./recordDecisions";
import { WhoList } from "./WhoList";

interface FoundItemProps {
  readonly host: GuardViewHost;
  readonly words: Words;
  readonly model: GuardModel;
  readonly found: Found;
  /** Whether decisions are taken here, and by this user. */
  readonly mayDecide: boolean;
  readonly maySend: boolean;
  readonly isBusy: boolean;
  /** What went wrong with deciding about it; false where nothing did. */
  readonly trouble: React.ReactNode;
  readonly draft: string | undefined;
  readonly onDraft: (reason: string | undefined) => void;
  readonly onDecide: (decided: Decided) => void;
}

/** A deal or a hold that protects somebody in the audience: whose, why, how many people, and what was decided. */
export function FoundItem(props: FoundItemProps): JSX.Element {
  const { host, words, model, found, mayDecide, trouble, ...choice } = props;
  const classes = useClasses(guardStyles);
  const [isWhoOpen, setIsWhoOpen] = React.useState(false);
  const [isWhyOpen, setIsWhyOpen] = React.useState(false);
  const { protection, key } = found;
  const standing = model.standing.get(key);
  const standingText = standing ? decisionText(standing, found, model, words) : notDecidedText(model, words);
  const name = clientOf(protection);
  const client = clientRecord(protection);
  return (
    <li className={classes.item} data-key={key}>
      <div className={classes.line}>
        {client === null ? (
          <span className={classes.name} dir="auto">
            {name}
          </span>
        ) : (
          <button
            type="button"
            className={classes.client}
            onClick={() => host.openRecord(client.table, client.id)}
          >
            {name}
          </button>
        )}
        {protection.kind === "deal" ? (
          <>
            <button
              type="button"
              className={classes.link}
              onClick={() => host.openRecord("opportunity", protection.deal.id)}
            >
              {protection.deal.name}
            </button>
            <span>{protection.deal.stageName}</span>
            <span className={classes.amount}>{protection.deal.amount}</span>
          </>
        ) : (
          <span dir="auto">
            {icons.shield} {words.say("SendGuard_OnHold", protection.hold.reason)}
          </span>
        )}
      </div>
      <div className={classes.facts}>
        {factsOf(protection, words).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        <button
          type="button"
          className={classes.link}
          aria-expanded={isWhoOpen}
          onClick={() => setIsWhoOpen(!isWhoOpen)}
        >
          {peopleText(found, words)}
        </button>
        <button
          type="button"
          className={classes.link}
          aria-expanded={isWhyOpen}
          onClick={() => setIsWhyOpen(!isWhyOpen)}
        >
          {words.say("SendGuard_Why")}
        </button>
      </div>
      {isWhoOpen && <WhoList host={host} words={words} model={model} found={found} />}
      {isWhyOpen && (
        <ul className={classes.reasons}>
          {whyLines(found, model, words).map((line) => (
            <li key={line} className={classes.secondary}>
              {line}
            </li>
          ))}
        </ul>
      )}
      {mayDecide && <DecisionChoice {...{ words, found, name, standing }} {...choice} />}
      {trouble}
      {standingText !== null && <p className={classes.standing}>{standingText}</p>}
    </li>
  );
}

function clientRecord(
  protection: Protection,
): { readonly table: "account" | "contact"; readonly id: string } | null {
  const { accountId, contactId } =
    protection.kind === "deal"
      ? protection.deal
      : {
          accountId: protection.hold.account?.id || null,
          contactId: protection.hold.contact?.id || null,
        };
  if (accountId !== null) return { table: "account", id: accountId };
  return contactId === null ? null : { table: "contact", id: contactId };
}

/** Null where nothing is decided, or no longer. */
function notDecidedText({ policy, plan, subject }: GuardModel, words: Words): string | null {
  if (subject.record.table !== "campaignactivity" || subject.isDone) return null;
  if (!plan.isGuarded) return words.say("SendGuard_NotDecided");
  return words.say(
    policy.guardMode === "guard" ? "SendGuard_LeftOutByDefault" : "SendGuard_LeftOutUntilDecided",
  );
}

function peopleText({ members }: Found, words: Words): string {
  return members.atMost === members.atLeast
    ? words.count("SendGuard_People", members.atLeast)
    : words.say("SendGuard_PeopleAbout", countText(members, words));
}

function factsOf(protection: Protection, words: Words): readonly string[] {
  const lasts =
    protection.kind === "deal"
      ? closesText(protection.verdict.closing.daysLeft, words)
      : holdLasts(protection.hold, words);
  const owner = ownerOf(protection);
  return [lasts, owner && words.say("SendGuard_Owner", owner.name)].filter(
    (fact): fact is string => fact !== null,
  );
}
