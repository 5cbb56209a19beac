import * as React from "react";
import { fill, type PageStrings } from "../app/pageStrings";
import type { ColumnDescription, PageDescription } from "../description";
import type { FieldValue } from "../pcf/parameters";
import { isPartyList } from "./partyLists";
import { PartyListField } from "./PartyListField";
import { empty, fieldText, isLookup, type Field } from "./record";
import { RecordSearch } from "./RecordSearch";
import type { Send } from "./serviceRows";
import { editableNumber, typedNumber } from "./typedNumber";

export interface FieldControlProps {
  readonly inputId: string;
  readonly column: ColumnDescription;
  /** What the form calls the column. */
  readonly label: string;
  readonly field: Field;
  readonly editable: boolean;
  readonly strings: PageStrings;
  readonly languageId: number;
  readonly tables: PageDescription["tables"];
  readonly send: Send;
  readonly recordUrl: (table: string, id: string) => string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

/** The page's default control for a column: the value as text, or a simple editor of its type. */
export function FieldControl(props: FieldControlProps): React.ReactElement {
  const { column, field, editable, inputId, strings, onChange } = props;
  if (isLookup(column)) return <LookupField {...props} />;
  if (isPartyList(column)) return <PartyListField {...props} />;
  if (!editable || column.type === "choices" || column.type === "uniqueidentifier") {
    const text = fieldText(field) || empty;
    return (
      <output id={inputId} className="field-text">
        {text}
      </output>
    );
  }
  const common = {
    id: inputId,
    className: "field-input",
    required: column.required === "applicationrequired" || column.required === "systemrequired",
  };
  switch (column.type) {
    case "memo":
      return (
        <textarea
          {...common}
          rows={3}
          maxLength={column.maxLength}
          value={typeof field.value === "string" ? field.value : ""}
          onChange={(event) => {
            onChange(event.target.value || null);
          }}
        />
      );
    case "boolean":
    case "choice":
    case "status":
      return <ChoiceField {...props} common={common} />;
    case "integer":
    case "bigint":
    case "decimal":
    case "double":
    case "money":
      return <NumberField key={fieldText(field)} {...props} common={common} />;
    case "datetime": {
      const value = typeof field.value === "string" ? field.value : "";
      if (column.format !== "DateOnly") {
        return (
          <output id={inputId} className="field-text">
            {field.formatted ?? (value || empty)}
          </output>
        );
      }
      return (
        <input
          {...common}
          type="date"
          value={value.slice(0, 10)}
          onChange={(event) => {
            onChange(event.target.value || null);
          }}
        />
      );
    }
    case "state":
      return (
        <output id={inputId} className="field-text">
          {field.formatted ?? strings.loading}
        </output>
      );
    default:
      return (
        <input
          {...common}
          type="text"
          maxLength={column.maxLength}
          value={typeof field.value === "string" ? field.value : ""}
          placeholder={empty}
          onChange={(event) => {
            onChange(event.target.value || null);
          }}
        />
      );
  }
}

/** Leads to the record that the lookup points to; who may edit it can look another one up. */
function LookupField(props: FieldControlProps): React.ReactElement {
  const { inputId, column, field, editable, tables, strings, send, recordUrl, onChange } = props;
  const [target] = (field.value ?? []) as readonly ComponentFramework.LookupValue[];
  const url = target && recordUrl(target.entityType, target.id);
  return (
    <div className="lookup">
      <output id={inputId} className="field-text">
        {target === undefined ? empty : url === undefined ? target.name : <a href={url}>{target.name}</a>}
      </output>
      {editable ? (
        <RecordSearch
          {...{ column, tables, strings, send }}
          label={fill(strings.change, props.label)}
          pick={(record) => {
            onChange([record]);
          }}
        />
      ) : null}
    </div>
  );
}

interface Common {
  readonly id: string;
  readonly className: string;
  readonly required: boolean;
}

function ChoiceField({
  column,
  field,
  onChange,
  common,
}: FieldControlProps & { readonly common: Common }): React.ReactElement {
  const isBoolean = column.type === "boolean";
  return (
    <select
      {...common}
      value={field.value === null ? "" : String(Number(field.value))}
      onChange={(event) => {
        const { value } = event.target;
        onChange(value === "" ? null : isBoolean ? value === "1" : Number(value));
      }}
    >
      {isBoolean ? null : <option value="">{empty}</option>}
      {(column.options ?? []).map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Shows the number as the service writes it, and while it is edited without its groups; what is no number is dropped. */
function NumberField({
  field,
  languageId,
  onChange,
  common,
}: FieldControlProps & { readonly common: Common }): React.ReactElement {
  const [draft, setDraft] = React.useState<string>();
  const input = React.useRef<HTMLInputElement>(null);
  const editing = draft !== undefined;
  // The text that the focus had marked is replaced by the draft; it is marked again, so that typing takes its place.
  React.useLayoutEffect(() => {
    if (editing) input.current?.select();
  }, [editing]);
  const plain = typeof field.value === "number" ? editableNumber(field.value, languageId) : "";
  return (
    <input
      {...common}
      ref={input}
      type="text"
      inputMode="decimal"
      value={draft ?? field.formatted ?? plain}
      placeholder={empty}
      onFocus={() => {
        setDraft(plain);
      }}
      onChange={(event) => {
        setDraft(event.target.value);
      }}
      onBlur={() => {
        const number = typedNumber(draft ?? "", languageId);
        if (number !== undefined && number !== field.value) onChange(number);
        setDraft(undefined);
      }}
    />
  );
}
