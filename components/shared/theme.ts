import { createTheme, type IPalette, type ISemanticColors, type Theme } from "@fluentui/react";
import type { Look } from "../../dataverse/host";

/**
 * Fluent 8 does not follow the host's look by itself, and Microsoft's own converter would put 28 KB into each bundle:
 * here are the Fluent 9 tokens that stand for Fluent 8's colours, as far as Entente draws with them.
 */
const palette: Readonly<Partial<Record<keyof IPalette, string>>> = {
  themePrimary: "colorBrandForeground1",
  themeSecondary: "colorBrandForeground2",
  themeDark: "colorBrandForegroundLinkHover",
  themeDarkAlt: "colorBrandForegroundLinkPressed",
  themeLight: "colorBrandBackground2",
  themeLighter: "colorBrandBackground2",
  white: "colorNeutralBackground1",
  black: "colorNeutralForeground1",
  neutralDark: "colorNeutralForeground1",
  neutralPrimary: "colorNeutralForeground1",
  neutralPrimaryAlt: "colorNeutralForeground2",
  neutralSecondary: "colorNeutralForeground2",
  neutralSecondaryAlt: "colorNeutralForeground3",
  neutralTertiary: "colorNeutralForegroundDisabled",
  neutralTertiaryAlt: "colorNeutralStroke1",
  neutralQuaternary: "colorNeutralStroke1",
  neutralQuaternaryAlt: "colorNeutralStroke2",
  neutralLight: "colorNeutralBackground1Pressed",
  neutralLighter: "colorNeutralBackground1Hover",
  neutralLighterAlt: "colorNeutralBackground2",
};

const semanticColors: Readonly<Partial<Record<keyof ISemanticColors, string>>> = {
  bodyBackground: "colorNeutralBackground1",
  bodyText: "colorNeutralForeground1",
  bodySubtext: "colorNeutralForeground2",
  bodyDivider: "colorNeutralStroke2",
  link: "colorBrandForegroundLink",
  linkHovered: "colorBrandForegroundLinkHover",
  focusBorder: "colorStrokeFocus2",
  buttonBackground: "colorNeutralBackground1",
  buttonBackgroundHovered: "colorNeutralBackground1Hover",
  buttonText: "colorNeutralForeground1",
  buttonTextHovered: "colorNeutralForeground1Hover",
  buttonBorder: "colorNeutralStroke1",
};

const RADIUS = "4px";

interface Chosen {
  readonly isDark: boolean;
  readonly palette: Partial<IPalette>;
  readonly semanticColors: Partial<ISemanticColors>;
  readonly radius?: string;
  readonly fontFamily?: string;
}

/**
 * What Entente takes from the host's look, as one text: the same look gives the same text, so that a theme need not be
 * made anew at each drawing. Empty where the new look is off.
 */
export function lookText(look: Look | undefined): string {
  if (look === undefined) return "";
  const token = (name: string): string | undefined => {
    const value = look.tokens[name];
    return typeof value === "string" ? value : undefined;
  };
  // A token that the host does not have is left out here by JSON, and Fluent 8's own value stands for it.
  const values = (tokens: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(tokens).map(([slot, name]) => [slot, token(name)]));
  const chosen: Chosen = {
    isDark: look.isDark,
    palette: values(palette),
    semanticColors: values(semanticColors),
    radius: token("borderRadiusMedium"),
    fontFamily: token("fontFamilyBase"),
  };
  return JSON.stringify(chosen);
}

/**
 * Fluent's `ThemeProvider` keeps every theme that it is given without an id for as long as the page lives. Hence one for each look, of
 * which a host has a few, and not one for each component that is opened.
 */
const themes = new Map<string, Theme>();

/**
 * The Fluent 8 theme for a look; Fluent 8's own where there is none. The same one each time.
 * @param look made by `lookText`
 */
export function themeFor(look: string): Theme {
  const known = themes.get(look);
  if (known !== undefined) return known;
  const theme = makeTheme(look);
  themes.set(look, theme);
  return theme;
}

function makeTheme(look: string): Theme {
  if (look === "") return createTheme({ effects: { roundedCorner2: RADIUS } });
  const chosen = JSON.parse(look) as Chosen;
  return createTheme({
    isInverted: chosen.isDark,
    palette: chosen.palette,
    semanticColors: chosen.semanticColors,
    effects: { roundedCorner2: chosen.radius ?? RADIUS },
    ...(chosen.fontFamily === undefined ? {} : { defaultFontStyle: { fontFamily: chosen.fontFamily } }),
  });
}
