/** @jest-environment jsdom */
import { lookText, themeFor } from "../../components/shared/theme";
import { fluentThemes } from "../../sandbox/host/build/fluentThemes";

const { light, dark } = fluentThemes();

/** WCAG 2.1, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const hex = /^#(..)(..)(..)$/.exec(colour.length === 4 ? colour.replace(/\w/g, "$&$&") : colour);
    const [red = NaN, green = NaN, blue = NaN] = [hex?.[1], hex?.[2], hex?.[3]].map((part) => {
      const value = parseInt(part ?? "", 16) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dim = NaN, bright = NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each([
  ["light", { tokens: light, isDark: false }],
  ["dark", { tokens: dark, isDark: true }],
  ["off", undefined],
])("the theme with the new look %s", (_name, look) => {
  const { palette, semanticColors } = themeFor(lookText(look));

  it("is legible: 4.5 to 1, and the text of rows under the pointer too", () => {
    for (const text of [semanticColors.bodyText, semanticColors.bodySubtext, semanticColors.link]) {
      expect(contrast(text, semanticColors.bodyBackground)).toBeGreaterThanOrEqual(4.5);
    }
    for (const text of [semanticColors.bodyText, semanticColors.bodySubtext]) {
      expect(contrast(text, palette.neutralLighter)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("lets bars, curves and focus be seen: 3 to 1", () => {
    for (const drawn of [palette.themePrimary, semanticColors.focusBorder]) {
      expect(contrast(drawn, semanticColors.bodyBackground)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(palette.themePrimary, palette.neutralLight)).toBeGreaterThanOrEqual(3);
  });
});

it("takes every colour from the host", () => {
  const odd = Object.fromEntries(
    Object.entries(light).map(([name, value]) => [name, String(value).startsWith("#") ? "#123456" : value]),
  );
  const { palette, semanticColors } = themeFor(lookText({ tokens: odd, isDark: false }));
  for (const colour of [
    palette.themePrimary,
    palette.neutralLight,
    palette.neutralLighter,
    semanticColors.bodyText,
    semanticColors.bodySubtext,
    semanticColors.bodyBackground,
    semanticColors.bodyDivider,
    semanticColors.link,
    semanticColors.focusBorder,
    semanticColors.buttonText,
  ]) {
    expect(colour).toBe("#123456");
  }
});

it("is made once for the same look", () => {
  expect(lookText({ tokens: { ...light }, isDark: false })).toBe(
    lookText({ tokens: { ...light }, isDark: false }),
  );
  expect(lookText({ tokens: dark, isDark: true })).not.toBe(lookText({ tokens: light, isDark: false }));
  // Fluent keeps each one that it is given for as long as the page lives.
  for (const look of [undefined, { tokens: light, isDark: false }, { tokens: dark, isDark: true }]) {
    expect(themeFor(lookText(look))).toBe(
      themeFor(lookText(look && { ...look, tokens: { ...look.tokens } })),
    );
  }
});

it("falls back to Fluent's own values for what the host does not have", () => {
  const theme = themeFor(lookText({ tokens: {}, isDark: true }));
  expect(theme.isInverted).toBe(true);
  expect(theme.palette.themePrimary).toMatch(/^#/);
  expect(theme.effects.roundedCorner2).toBe("4px");
});
