import { createTheme, type IPalette, type ISemanticColors, type Theme } from "@fluentui/react";
import type { Look } from "../../dataverse/host";

/**
 * A Fluent 8 theme from the Fluent 9 tokens in force: Fluent 8 does not follow the host's look by itself, and
 * Microsoft's own converter would put 28 KB into each bundle. Without the new look, Fluent 8's own theme.
 */
export function themeOf(look: Look | undefined): Theme {
  if (look === undefined) return createTheme({ effects: { roundedCorner2: RADIUS } });
  const token = (name: string): string | undefined => {
    const value = look.tokens[name];
    return typeof value === "string" ? value : undefined;
  };
  const palette: Partial<IPalette> = {
    themePrimary: token("colorBrandForeground1"),
    themeSecondary: token("colorBrandForeground2"),
    themeDark: token("colorBrandForegroundLinkHover"),
    themeDarkAlt: token("colorBrandForegroundLinkPressed"),
    themeLight: token("colorBrandBackground2"),
    themeLighter: token("colorBrandBackground2"),
    white: token("colorNeutralBackground1"),
    black: token("colorNeutralForeground1"),
    neutralDark: token("colorNeutralForeground1"),
    neutralPrimary: token("colorNeutralForeground1"),
    neutralPrimaryAlt: token("colorNeutralForeground2"),
    neutralSecondary: token("colorNeutralForeground2"),
    neutralSecondaryAlt: token("colorNeutralForeground3"),
    neutralTertiary: token("colorNeutralForegroundDisabled"),
    neutralTertiaryAlt: token("colorNeutralStroke1"),
    neutralQuaternary: token("colorNeutralStroke1"),
    neutralQuaternaryAlt: token("colorNeutralStroke2"),
    neutralLight: token("colorNeutralBackground1Pressed"),
    neutralLighter: token("colorNeutralBackground1Hover"),
    neutralLighterAlt: token("colorNeutralBackground2"),
  };
  const semanticColors: Partial<ISemanticColors> = {
    bodyBackground: token("colorNeutralBackground1"),
    bodyText: token("colorNeutralForeground1"),
    bodySubtext: token("colorNeutralForeground2"),
    bodyDivider: token("colorNeutralStroke2"),
    link: token("colorBrandForegroundLink"),
    linkHovered: token("colorBrandForegroundLinkHover"),
    focusBorder: token("colorStrokeFocus2"),
    buttonBackground: token("colorNeutralBackground1"),
    buttonBackgroundHovered: token("colorNeutralBackground1Hover"),
    buttonText: token("colorNeutralForeground1"),
    buttonTextHovered: token("colorNeutralForeground1Hover"),
    buttonBorder: token("colorNeutralStroke1"),
  };
  const fontFamily = token("fontFamilyBase");
  return createTheme({
    isInverted: look.isDark,
    palette: given(palette),
    semanticColors: given(semanticColors),
    effects: { roundedCorner2: token("borderRadiusMedium") ?? RADIUS },
    ...(fontFamily === undefined ? {} : { defaultFontStyle: { fontFamily } }),
  });
}

const RADIUS = "4px";

/** Without the tokens that the host does not have, so that Fluent's own values stand for them. */
function given<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
