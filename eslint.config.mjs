import js from "@eslint/js";
import powerApps from "@microsoft/eslint-plugin-power-apps";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";

const root = dirname(fileURLToPath(import.meta.url));

/** What ships to a Dynamics 365 environment, and must pass Microsoft's solution checker. */
const shipped = [
  "components/**/*.{ts,tsx}",
  "dataverse/**/*.ts",
  "domain/**/*.ts",
  "solution/scripts/**/*.ts",
];

/**
 * Arrows point one way: components → dataverse → domain, components → domain.
 * Each zone: files of `target` must not import from `from`.
 */
const arrows = [
  {
    target: "./domain",
    from: ["./components", "./dataverse", "./sandbox", "./solution", "./bench", "./tests"],
  },
  { target: "./dataverse", from: ["./components", "./sandbox", "./solution", "./bench", "./tests"] },
  { target: "./components", from: ["./sandbox", "./solution", "./bench", "./tests"] },
  { target: "./solution/scripts", from: ["./sandbox", "./components", "./bench", "./tests"] },
  { target: "./sandbox/server", from: ["./components", "./bench", "./tests", "./sandbox/host"] },
  { target: "./sandbox/host", from: ["./components", "./bench", "./tests"] },
].map((zone) => ({
  ...zone,
  message: "Arrows point one way: components → dataverse → domain (docs/architecture.md).",
}));

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/**",
      "**/out/**",
      "**/dist/**",
      "**/generated/**",
      "**/.sandbox/**",
      "coverage/**",
    ],
  },
  {
    files: ["**/*.{js,mjs}"],
    ...js.configs.recommended,
    languageOptions: { globals: globals.node },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: "./tsconfig.node.json", tsconfigRootDir: root },
    },
    plugins: { "import-x": importX },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-unnecessary-condition": "off",
      eqeqeq: "error",
      "import-x/no-restricted-paths": ["error", { basePath: root, zones: arrows }],
    },
  },
  {
    files: ["domain/**/*.ts", "dataverse/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["react", "react-dom", "react/*", "@fluentui/*"],
              message: "Views live in components/.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["domain/**/*.ts"],
    rules: {
      // The domain has no clock of its own: time is an argument.
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time is an argument." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Time is an argument.",
        },
      ],
    },
  },
  {
    files: shipped,
    ...powerApps.configs.paCheckerHosted,
    plugins: { "@microsoft/power-apps": powerApps },
  },
  {
    files: ["components/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "react-dom", message: "The host renders; importing react-dom adds 123 KB." }] },
      ],
      "no-restricted-globals": ["error", "localStorage", "sessionStorage", "Xrm"],
    },
  },
);
