import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";
import { TextEncoder } from "node:util";

// A briefing is many answers, and the machine may be busy with other tests.
configure({ asyncUtilTimeout: 5000 });

// axe looks for icons drawn as letters with a canvas, which jsdom has not: without one it takes them for text.
if (typeof HTMLCanvasElement !== "undefined") {
  HTMLCanvasElement.prototype.getContext = () => null;
}

// Every browser has it, and jsdom has not.
Object.assign(globalThis, { TextEncoder });

// The umd build names the page's window so, also where a suite has none.
Object.assign(globalThis, { self: globalThis });

// Fluent leaves its rules out: jsdom would try every one of them on every element that is looked for by its role, which is a
// third of these tests' time. What is hidden or seen by style is looked at in a browser.
Object.assign(globalThis, { FabricConfig: { mergeStyles: { injectionMode: 0 } } });
