import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import * as React from "react";
import * as ReactDOM from "react-dom";
import type { FluentThemes } from "../pcf/fluentDesignLanguage";

interface FluentNine {
  readonly webLightTheme: FluentThemes["light"];
  readonly webDarkTheme: FluentThemes["dark"];
  readonly typographyStyles: ComponentFramework.TypographyStyles;
}

/**
 * The web light and dark themes as Fluent 9 itself publishes them, read from the library that `pcf-start` ships: a
 * table written by hand would be wrong somewhere.
 * @throws Error when the library gives no themes any more
 */
export function fluentThemes(): FluentThemes {
  const file = join(require.resolve("pcf-start/package.json"), "..", "lib", "fluent_9_4_0.js");
  const page: Record<string, unknown> = {
    React,
    ReactDOM,
  };
  page.self = page;
  page.window = page;
  runInContext(readFileSync(file, "utf8"), createContext(page), { filename: file });
  const library = page.FluentUIReactv940 as FluentNine | undefined;
  if (!library?.webLightTheme || !library.webDarkTheme) throw new Error(`${file} gives no Fluent 9 themes.`);
  return {
    light: { ...library.webLightTheme },
    dark: { ...library.webDarkTheme },
    typography: { ...library.typographyStyles },
  };
}
