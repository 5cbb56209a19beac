import * as React from "react";
import { Icon } from "../app/icons";
import { fill } from "../app/pageStrings";
import type { FieldControlProps } from "./FieldControl";
import { empty } from "./record";
import { RecordSearch } from "./RecordSearch";

type Party = ComponentFramework.LookupValue;

/** Everybody in a list of parties, each leading to their record; who may edit it can add another one and take one off. */
export function PartyListField(props: FieldControlProps): React.ReactElement {
  const { inputId, column, label, field, editable, tables, strings, send, recordUrl, onChange } = props;
  const add = React.useRef<HTMLButtonElement>(null);
  const parties = (field.value ?? []) as readonly Party[];
  // What had the focus goes with the picker, and with who is taken off: the button that stays takes it.
  const change = (changed: readonly Party[]): void => {
    onChange(changed);
    add.current?.focus();
  };
  const link = (party: Party): React.ReactNode => {
    const url = recordUrl(party.entityType, party.id);
    const name = party.name ?? party.id;
    return url === undefined ? name : <a href={url}>{name}</a>;
  };
  return (
    <div className="lookup">
      <output id={inputId} className="field-text">
        {parties.length === 0 ? (
          empty
        ) : (
          <span className="parties" role="list">
            {parties.map((party) => (
              <span key={party.id} className="party" role="listitem">
                {link(party)}
                {editable ? (
                  <button
                    type="button"
                    className="lookup-change"
                    aria-label={fill(strings.removeFrom, party.name ?? party.id, label)}
                    onClick={() => {
                      change(parties.filter((one) => one !== party));
                    }}
                  >
                    <Icon name="dismiss" />
                  </button>
                ) : null}
              </span>
            ))}
          </span>
        )}
      </output>
      {editable ? (
        <RecordSearch
          ref={add}
          {...{ column, tables, strings, send }}
          label={fill(strings.addTo, label)}
          pick={(record) => {
            change(parties.some(({ id }) => id === record.id) ? parties : [...parties, record]);
          }}
          closed={() => add.current?.focus()}
        />
      ) : null}
    </div>
  );
}
