import * as React from "react";
import type { ColumnDescription, FormDescription } from "../description";
import { ControlHost } from "../pcf/ControlHost";
import type { FormRecord } from "../pcf/context";
import type { HostEnvironment } from "../pcf/environment";
import type { LoadedControl } from "../pcf/loadControl";
import type { FieldValue, ParameterSource } from "../pcf/parameters";
import type { Binding, FormControl, FormFactor } from "./formModel";
import { dateText, type Field } from "./record";

/** What a page gives the components on it. */
export interface ControlHosting {
  readonly environment: HostEnvironment;
  readonly formFactor: FormFactor;
  readonly switches: { readonly offline: boolean; readonly theme: string };
  readonly load: (fullName: string) => Promise<LoadedControl>;
  readonly readState: (key: string) => ComponentFramework.Dictionary;
  readonly keepState: (key: string, state: ComponentFramework.Dictionary) => void;
  readonly failedText: string;
}

export interface CustomCellProps {
  readonly control: FormControl;
  readonly label: string;
  readonly form: FormDescription;
  readonly record: FormRecord;
  readonly editable: boolean;
  readonly current: (column: string) => Field;
  readonly change: (column: string, value: FieldValue) => void;
  /** Told of an event that the component of a control raised. */
  readonly raised: (control: string, event: string, payload: unknown) => void;
  readonly hosting: ControlHosting;
}

/** A cell with a component: its properties get their values as the form's controlDescription says. */
export function CustomCell(props: CustomCellProps): React.ReactElement {
  const { control, form, record, editable, current, hosting } = props;
  const custom = control.custom.get(hosting.formFactor);
  if (!custom) {
    return (
      <div className="control-fault" role="alert">
        <strong>{hosting.failedText}</strong>
        <span>
          The control {control.id} has no controlDescription for form factor {hosting.formFactor}, or its
          uniqueid matches none.
        </span>
      </div>
    );
  }

  const source = (binding: Binding): ParameterSource => {
    if (binding.kind === "static") return binding;
    const column = form.columns[binding.column];
    if (!column) return { kind: "none" };
    const field: Field =
      binding.column === form.primaryIdColumn ? { value: record.id || null } : current(binding.column);
    return {
      kind: "column",
      column,
      value: field.value,
      formatted: field.formatted ?? (typeof field.value === "string" ? field.value : undefined),
      editable:
        editable && !control.disabled && (record.id === "" ? column.validForCreate : column.validForUpdate),
    };
  };
  const missing = Object.values(custom.bindings).find(
    (binding) => binding.kind === "column" && !form.columns[binding.column],
  );
  if (missing?.kind === "column") {
    return (
      <div className="control-fault" role="alert">
        <strong>{hosting.failedText}</strong>
        <span>
          {custom.name} is bound to the column {missing.column}, which the table {form.table} does not have.
        </span>
      </div>
    );
  }

  const stateKey = [custom.name, record.table, record.id, control.id].join(" ");
  return (
    <ControlHost
      key={custom.name}
      environment={hosting.environment}
      fullName={custom.name}
      load={() => hosting.load(custom.name)}
      place={{
        label: props.label,
        visible: true,
        disabled: !editable || control.disabled,
        record,
        sources: Object.fromEntries(
          Object.entries(custom.bindings).map(([name, one]) => [name, source(one)]),
        ),
      }}
      switches={hosting.switches}
      failedText={hosting.failedText}
      readState={() => hosting.readState(stateKey)}
      keepState={(state) => {
        hosting.keepState(stateKey, state);
      }}
      onEvent={(event, payload) => {
        props.raised(control.id, event, payload);
      }}
      onOutputs={(values) => {
        for (const [name, value] of Object.entries(values)) {
          const binding = custom.bindings[name];
          // An output that the form binds to nothing is lost, as in the real host.
          if (binding?.kind !== "column") continue;
          const column = form.columns[binding.column];
          if (column && (record.id === "" ? column.validForCreate : column.validForUpdate)) {
            props.change(binding.column, outputValue(column, value));
          }
        }
      }}
    />
  );
}

/** A date that a component gives is kept as the Web API writes it; undefined means that the component has no value. */
function outputValue(column: ColumnDescription, value: unknown): FieldValue {
  if (value === undefined) return null;
  return value instanceof Date ? dateText(column, value) : (value as FieldValue);
}
