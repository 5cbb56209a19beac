import * as React from "react";
import { CustomCell, type CustomCellProps } from "./CustomCell";
import type { PageStrings } from "../app/pageStrings";
import type { ColumnDescription, PageDescription } from "../description";
import { FieldControl } from "./FieldControl";
import {
  customControlClass,
  type FormCell,
  type FormControl,
  type FormSection,
  type FormTab,
} from "./formModel";
import type { FormState } from "./formSession";
import { isPartyList } from "./partyLists";
import type { Send } from "./serviceRows";
import { Subgrid } from "./Subgrid";

export interface FormBodyProps extends Omit<CustomCellProps, "control" | "label"> {
  readonly tab: FormTab;
  /** Whether there are several tabs, and this is the chosen one's panel. */
  readonly panel: boolean;
  readonly gridLoaded: (control: string, total: number) => void;
  /** What scripts made of controls. */
  readonly scripted: Pick<FormState, "disabled" | "controlNotices" | "gridsRefreshed">;
  readonly strings: PageStrings;
  readonly languageId: number;
  readonly tables: PageDescription["tables"];
  readonly send: Send;
  readonly recordUrl: (table: string, id: string) => string | undefined;
}

/** Cell classes that the page draws itself, by the types of the standard controls. */
const fieldClasses = new Set([
  "4273edbd-ac1d-40d3-9fb2-095c621b552d",
  "e0dece4b-6fc8-4a8f-a065-082708572369",
  "270bd3db-d9af-4782-9025-509e298dec0a",
  // What an activity is about.
  "f3015350-44a2-4aa0-97b5-00166532b5e9",
  "3ef39988-22bb-4f0b-bbbe-64b5a3748aee",
  "5d68b988-0661-4db2-bc3e-17598ad3be6c",
  "5b773807-9fb2-42db-97c3-7a91eff8adff",
  "c3efe0c3-0ec6-42be-8349-cbd9079dfd8e",
  "533b9e00-756b-4312-95a0-dc888637ac78",
  "0d2c745a-e5a8-4c8f-ba63-c6d3bb604660",
  "c6d124ca-7eda-4a60-aea9-7fb8d318b68f",
  "67fac785-cd58-4f9f-abb3-4b7ddc6ed5ed",
  "4aa28ab7-9c13-4f57-a73d-ad894d048b5f",
  "71716b6c-711e-476c-8ab8-5d11542bfb47",
  "ada2203e-b4cd-49be-9ddf-234642b43b52",
  "8c10015a-b339-4982-9474-a95fe05631a5",
]);

/** The class of the cell that shows a party list, and nothing else. */
const partyListClass = "cbfb742c-14e7-4a17-96bb-1a13f7f64aa2";

/** Whether the page draws the column in a cell of the class. */
function draws(classId: string, column: ColumnDescription): boolean {
  return column.type === "partylist"
    ? classId === partyListClass && isPartyList(column)
    : fieldClasses.has(classId);
}

/** One tab of a form: its columns of sections, each a grid of cells. */
export function FormBody(props: FormBodyProps): React.ReactElement {
  const { tab, panel } = props;
  return (
    <div
      className="tab-panel"
      {...(panel ? { role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${tab.name}` } : {})}
    >
      {tab.columns.map((column, index) => (
        <div key={index} className="tab-column" style={{ flexBasis: column.width }}>
          {column.sections
            .filter(({ visible }) => visible)
            .map((section) => (
              <Section key={section.name} {...props} section={section} />
            ))}
        </div>
      ))}
    </div>
  );
}

function Section({
  section,
  ...props
}: FormBodyProps & { readonly section: FormSection }): React.ReactElement {
  const heading = `section-${section.name}`;
  const cells = section.rows.flat().filter((cell) => cell.visible && cell.control !== undefined);
  return (
    <section
      className="form-section"
      {...(section.showLabel && section.label
        ? { "aria-labelledby": heading }
        : { "aria-label": section.label })}
    >
      {section.showLabel && section.label ? <h2 id={heading}>{section.label}</h2> : null}
      <div className="form-cells" data-columns={section.columns}>
        {cells.map((cell) => (
          <Cell key={cell.control?.id} {...props} cell={cell} columns={section.columns} />
        ))}
      </div>
    </section>
  );
}

function Cell({
  cell,
  columns,
  ...props
}: FormBodyProps & { readonly cell: FormCell; readonly columns: number }): React.ReactElement | null {
  const { form, strings, editable, scripted } = props;
  if (!cell.control) return null;
  const control = { ...cell.control, disabled: scripted.disabled[cell.control.id] ?? cell.control.disabled };
  const notices = (scripted.controlNotices[control.id] ?? []).map(({ id, text }) => (
    <div key={id} className="control-notice" role="alert">
      {text}
    </div>
  ));
  const column = control.column === undefined ? undefined : form.columns[control.column];
  const label = cell.label ?? column?.label ?? "";
  const span = { gridColumn: `span ${String(Math.min(cell.colspan, columns))}` };
  if (control.classId === customControlClass || control.custom.size > 0) {
    return (
      <div className="form-cell custom" style={span}>
        {cell.showLabel && label ? <div className="form-label">{label}</div> : null}
        <CustomCell {...props} control={control} label={label} />
        {notices}
      </div>
    );
  }
  const subgrid = form.subgrids[control.id];
  if (subgrid) {
    return (
      <div className="form-cell custom" style={span}>
        {cell.showLabel && label ? <div className="form-label">{label}</div> : null}
        <Subgrid
          {...props}
          control={control.id}
          subgrid={subgrid}
          refreshed={scripted.gridsRefreshed[control.id] ?? 0}
        />
      </div>
    );
  }
  if (!column || !draws(control.classId, column)) {
    return (
      <div className="form-cell custom" style={span}>
        <div className="control-fault" role="alert">
          <strong>{label || control.id}</strong>
          <span>{unsupported(control)}</span>
        </div>
      </div>
    );
  }
  const inputId = `field-${control.id}`;
  const mayChange = props.record.id === "" ? column.validForCreate : column.validForUpdate;
  const required = column.required === "applicationrequired" || column.required === "systemrequired";
  return (
    <div className="form-cell" style={span}>
      {cell.showLabel ? (
        <label className="form-label" htmlFor={inputId} title={column.description || undefined}>
          {label}
          {required ? (
            <span className="required" title={strings.required} aria-hidden="true">
              *
            </span>
          ) : null}
        </label>
      ) : null}
      <FieldControl
        inputId={inputId}
        column={column}
        label={label}
        field={props.current(column.logicalName)}
        editable={editable && mayChange && !control.disabled}
        strings={strings}
        languageId={props.languageId}
        recordUrl={props.recordUrl}
        tables={props.tables}
        send={props.send}
        onChange={(value) => {
          props.change(column.logicalName, value);
        }}
      />
      {notices}
    </div>
  );
}

function unsupported(control: FormControl): string {
  return control.column === undefined
    ? `The sandbox does not support the control class {${control.classId.toUpperCase()}}.`
    : `The form names the column ${control.column}, which its table does not have, or a control class that the ` +
        `sandbox does not support for it ({${control.classId.toUpperCase()}}).`;
}
