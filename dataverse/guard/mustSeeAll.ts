/** Tables of which a guard that sees a part only must not speak. */
export const mustSeeAll = ["account", "opportunity", "connection", "ent_hold"] as const;
