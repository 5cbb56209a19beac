import { fluentThemes } from "../../../sandbox/host/build/fluentThemes";
import { fluentDesignLanguage, webBrand } from "../../../sandbox/host/pcf/fluentDesignLanguage";

describe("context.fluentDesignLanguage", () => {
  const themes = fluentThemes();

  it("has the tokens that Fluent 9 publishes, in light and dark", () => {
    expect(themes.light.colorNeutralBackground1).toBe("#ffffff");
    expect(themes.dark.colorNeutralBackground1).toBe("#292929");
    expect(Object.keys(themes.dark).sort()).toEqual(Object.keys(themes.light).sort());
    expect(Object.keys(themes.light).length).toBeGreaterThan(400);
  });

  it("has the brand ramp from which those themes are made", () => {
    expect(themes.light.colorBrandBackground).toBe(webBrand[80]);
    expect(themes.light.colorBrandBackgroundHover).toBe(webBrand[70]);
    expect(themes.dark.colorBrandForeground1).toBe(webBrand[100]);
  });

  it("says whether it is dark", () => {
    expect(fluentDesignLanguage(themes, true)).toMatchObject({ isDarkTheme: true, tokenTheme: themes.dark });
    expect(fluentDesignLanguage(themes, false)).toMatchObject({
      isDarkTheme: false,
      tokenTheme: themes.light,
    });
  });
});
