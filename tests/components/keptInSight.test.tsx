import { act, render, screen } from "@testing-library/react";
import * as React from "react";
import { useKeptInSight } from "../../components/FieldNotes/useKeptInSight";

/* Where a box stands while one types in it. jsdom lays nothing out: the page, what can be seen of it, and who watches are the test's. */

const HEIGHT = 640;

function Box({ isDrawn }: { readonly isDrawn: boolean }): JSX.Element {
  const box = React.useRef<HTMLDivElement>(null);
  useKeptInSight(box, isDrawn);
  return isDrawn ? (
    <div ref={box}>
      <textarea />
    </div>
  ) : (
    <></>
  );
}

/** A page of which a keyboard may cover a part, with the box so many pixels down. */
function pageWith(top: number) {
  const watching = new Set<{ readonly changed: () => void; readonly margin: string | undefined }>();
  class Watch {
    private readonly one;
    constructor(changed: () => void, options: IntersectionObserverInit) {
      this.one = { changed, margin: options.rootMargin };
    }
    observe() {
      watching.add(this.one);
    }
    disconnect() {
      watching.delete(this.one);
    }
  }
  const view = Object.assign(new EventTarget(), { height: HEIGHT, offsetTop: 0 });
  Object.assign(window, { IntersectionObserver: Watch, visualViewport: view, innerHeight: HEIGHT });
  const page = { top, scrolled: 0, brought: 0 };
  jest
    .spyOn(Element.prototype, "getBoundingClientRect")
    .mockImplementation(() => ({ top: page.top - page.scrolled }) as DOMRect);
  jest.spyOn(Element.prototype, "scrollTop", "get").mockImplementation(function (this: Element) {
    return this === document.documentElement ? page.scrolled : 0;
  });
  Element.prototype.scrollIntoView = () => {
    page.brought += 1;
    page.scrolled = Math.max(page.scrolled, page.top - view.height);
  };
  return {
    page,
    margins: () => [...watching].map(({ margin }) => margin),
    seenLess: () => watching.forEach(({ changed }) => changed()),
    keyboard: (height: number) => {
      view.height = HEIGHT - height;
      view.dispatchEvent(new Event("resize"));
    },
  };
}

afterEach(() => {
  jest.restoreAllMocks();
  for (const name of ["IntersectionObserver", "visualViewport"]) Reflect.deleteProperty(window, name);
});

function typing(isDrawn = true) {
  const view = render(<Box isDrawn={isDrawn} />);
  act(() => screen.queryByRole("textbox")?.focus());
  return view;
}

describe("the box while one types in it", () => {
  it("is brought back when something above pushes it out of sight", () => {
    const { page, seenLess } = pageWith(500);
    typing();
    page.top = 700;
    seenLess();
    expect(page.brought).toBe(1);
  });

  it("is left alone where nobody types in it", () => {
    const { page, seenLess } = pageWith(500);
    render(<Box isDrawn />);
    page.top = 700;
    seenLess();
    expect(page.brought).toBe(0);
  });

  it("is not brought back to whoever scrolls away, whatever was pushed before that could still be seen", () => {
    const { page, seenLess } = pageWith(500);
    typing();
    page.top = 540;
    page.scrolled = 600;
    document.dispatchEvent(new Event("scroll"));
    seenLess();
    expect(page.brought).toBe(0);
  });

  it("is brought back again when something pushes it out of sight in the very frame in which it was brought", () => {
    const { page, seenLess, keyboard } = pageWith(500);
    typing();
    keyboard(300);
    expect(page.brought).toBe(1);
    page.top = 700;
    // Of its having been brought: browsers tell that with the next frame.
    document.dispatchEvent(new Event("scroll"));
    seenLess();
    expect(page.brought).toBe(2);
  });

  it("is brought above a keyboard, and is watched for in what the keyboard leaves", () => {
    const { page, margins, keyboard } = pageWith(500);
    typing();
    expect(margins()).toEqual(["0px 0px 0px 0px"]);
    keyboard(300);
    expect(page.brought).toBe(1);
    expect(margins()).toEqual(["0px 0px -300px 0px"]);
  });

  it("is watched once it is there, and no longer when it goes", () => {
    const { page, margins, keyboard } = pageWith(500);
    const { rerender, unmount } = typing(false);
    expect(margins()).toEqual([]);
    rerender(<Box isDrawn />);
    expect(margins()).toHaveLength(1);
    unmount();
    keyboard(300);
    expect([margins(), page.brought]).toEqual([[], 0]);
  });
});
