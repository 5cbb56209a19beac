import * as React from "react";
import { Icon } from "../app/icons";
import { RecordPicker } from "./RecordPicker";
import type { FieldControlProps } from "./FieldControl";

interface RecordSearchProps extends Pick<FieldControlProps, "column" | "tables" | "strings" | "send"> {
  /** What the button says it does. */
  readonly label: string;
  readonly pick: (record: ComponentFramework.LookupValue) => void;
  /** Nothing was picked. */
  readonly closed?: () => void;
}

/** The button of a field that opens the search for a record to put into it, and the search itself. */
export const RecordSearch = React.forwardRef<HTMLButtonElement, RecordSearchProps>(
  function RecordSearch(props, button) {
    const { column, tables, strings, send, label, pick, closed } = props;
    const [picking, setPicking] = React.useState(false);
    const targets = React.useMemo(
      () => (column.targets ?? []).flatMap((name) => tables[name] ?? []),
      [column, tables],
    );
    return (
      <>
        <button
          ref={button}
          type="button"
          className="lookup-change"
          aria-expanded={picking}
          aria-label={label}
          onClick={() => {
            setPicking(!picking);
          }}
        >
          <Icon name="search" />
        </button>
        {picking ? (
          <RecordPicker
            tables={targets}
            strings={strings}
            send={send}
            pick={(record) => {
              setPicking(false);
              pick(record);
            }}
            close={() => {
              setPicking(false);
              closed?.();
            }}
          />
        ) : null}
      </>
    );
  },
);
