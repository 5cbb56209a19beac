import { render, screen } from "@testing-library/react";
import * as React from "react";
import { useFocusInRows } from "../../components/FieldNotes/useFocusInRows";

interface ListProps {
  readonly rows: readonly string[];
  /** The row whose button has gone. */
  readonly without?: string;
}

function List({ rows, without }: ListProps): JSX.Element {
  const list = React.useRef<HTMLDivElement>(null);
  return (
    <div ref={list} tabIndex={-1} aria-label="all" {...useFocusInRows(list)}>
      <ul>
        {rows.map((row) => (
          <li key={row} tabIndex={-1} aria-label={row}>
            {row !== without && <button type="button">{`do ${row}`}</button>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusedIn(rows: readonly string[], row: string) {
  const { rerender } = render(<List rows={rows} />);
  screen.getByRole("button", { name: `do ${row}` }).focus();
  return (props: ListProps) => rerender(<List {...props} />);
}

describe("the focus in a row that goes", () => {
  it.each([
    ["the row that follows", ["b"], "c"],
    ["the next that is still there", ["b", "c"], "d"],
    ["the one before, where none follows", ["b", "c", "d"], "a"],
    ["the list, where none is left", ["a", "b", "c", "d"], "all"],
  ])("goes to %s", (_, gone, heir) => {
    const all = ["a", "b", "c", "d"];
    focusedIn(all, "b")({ rows: all.filter((row) => !gone.includes(row)) });
    expect(screen.getByLabelText(heir)).toHaveFocus();
  });

  it("goes to no other row as long as its own is there, though what had it has gone, and then does", () => {
    const show = focusedIn(["a", "b", "c"], "b");
    show({ rows: ["a", "b", "c"], without: "b" });
    expect(document.body).toHaveFocus();
    show({ rows: ["a", "c"] });
    expect(screen.getByLabelText("c")).toHaveFocus();
  });

  it("stays where somebody has put it meanwhile", () => {
    const show = focusedIn(["a", "b", "c"], "b");
    screen.getByRole("button", { name: "do a" }).focus();
    show({ rows: ["a", "c"] });
    expect(screen.getByRole("button", { name: "do a" })).toHaveFocus();
  });
});
