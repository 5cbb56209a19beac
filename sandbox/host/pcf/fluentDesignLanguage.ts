type Tokens = Readonly<Record<string, string | number>>;

/** The Fluent 9 token values of both modes, as `build/fluentThemes.ts` reads them from the published library. */
export interface FluentThemes {
  readonly light: Tokens;
  readonly dark: Tokens;
  readonly typography: ComponentFramework.TypographyStyles;
}

/** The brand ramp of Fluent's web themes, which the real host gives where an organisation has no theme of its own. */
export const webBrand: ComponentFramework.BrandVariants = {
  10: "#061724",
  20: "#082338",
  30: "#0a2e4a",
  40: "#0c3b5e",
  50: "#0e4775",
  60: "#0f548c",
  70: "#115ea3",
  80: "#0f6cbd",
  90: "#2886de",
  100: "#479ef5",
  110: "#62abf5",
  120: "#77b7f7",
  130: "#96c6fa",
  140: "#b4d6fa",
  150: "#cfe4fa",
  160: "#ebf3fc",
};

/** What a component gets as `context.fluentDesignLanguage` while the new look is on. */
export function fluentDesignLanguage(
  themes: FluentThemes,
  dark: boolean,
): ComponentFramework.FluentDesignState {
  return {
    brand: webBrand,
    tokenTheme: dark ? themes.dark : themes.light,
    typographyTokens: themes.typography,
    isDarkTheme: dark,
  };
}
