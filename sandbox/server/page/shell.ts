import { libraryNames } from "./platformLibraries";

/**
 * As strict as a Dataverse environment may be set to: nothing from elsewhere, no script in the page itself, no eval.
 * Styles may stand in the page, since Fluent 8 writes its own.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

/** The page itself, which loads the platform's libraries and then draws what its address asks for. */
export function shell(react: "16" | "17", version: string): string {
  const scripts = [
    ...libraryNames(react).map((name) => `/sandbox/libraries/${name}`),
    `/sandbox/host.js?v=${version}`,
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    "<title>Entente sandbox</title>",
    '<link rel="icon" href="data:," />',
    `<link rel="stylesheet" href="/sandbox/host.css?v=${version}" />`,
    ...scripts.map((source) => `<script defer src="${source}"></script>`),
    "</head>",
    '<body><div id="root"></div></body>',
    "</html>",
    "",
  ].join("\n");
}
