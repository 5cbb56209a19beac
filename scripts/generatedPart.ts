/** The markers around a part of a page that is written by `npm run docs`. */
function markers(name: string): { readonly start: string; readonly end: string } {
  return {
    start: `<!-- ${name}: written by \`npm run docs\`; not by hand -->`,
    end: `<!-- end of ${name} -->`,
  };
}

/**
 * A page with one of its generated parts made anew.
 * @throws Error when the page has lost its markers
 */
export function withPart(page: string, name: string, content: string): string {
  const { start, end } = markers(name);
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error(`The page has lost the markers around "${name}".`);
  return `${page.slice(0, from)}${start}\n\n${content}\n\n${page.slice(to)}`;
}
