import "@testing-library/jest-dom";
import { configure } from "@testing-library/react";
import { join } from "node:path";
import { TextEncoder } from "node:util";

// A briefing is many answers, and the machine may be busy with other tests.
configure({ asyncUtilTimeout: 5000 });

// d3's packages name ES modules as their entry, which Jest does not load; this is the same code, built for Node.
const modules = join(__dirname, "..", "..", "node_modules");
jest.mock("d3-path", () => jest.requireActual<object>(join(modules, "d3-path", "dist", "d3-path.js")));
jest.mock("d3-shape", () => jest.requireActual<object>(join(modules, "d3-shape", "dist", "d3-shape.js")));

// axe looks for icons drawn as letters with a canvas, which jsdom has not: without one it takes them for text.
if (typeof HTMLCanvasElement !== "undefined") {
  HTMLCanvasElement.prototype.getContext = () => null;
}

// Every browser has it, and jsdom has not.
Object.assign(globalThis, { TextEncoder });
