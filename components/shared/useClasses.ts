import { mergeStyleSets, useTheme, type IStyle, type Theme } from "@fluentui/react";
import * as React from "react";

/** Class names for styles that depend on the theme. `make` must be a constant function. */
export function useClasses<K extends string>(make: (theme: Theme) => Record<K, IStyle>): Record<K, string> {
  const theme = useTheme();
  return React.useMemo(() => mergeStyleSets(make(theme)) as Record<K, string>, [make, theme]);
}
