/** Tables by whose rows clients are protected: a guard that sees a part of them only must not speak. */
export const mustSeeAll = ["account", "opportunity", "connection", "ent_hold"] as const;
