/** A file as `context.navigation.openFile` takes it. */
export interface TextFile {
  readonly fileName: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly fileSize: number;
  /** Base64. */
  readonly fileContent: string;
}

/**
 * A text as a file, in UTF-8.
 * @param name without an ending; `otherwise` where nothing of it is fit for a file name
 */
export function textFile(
  { name, otherwise, ending }: { readonly name: string; readonly otherwise: string; readonly ending: string },
  mimeType: string,
  text: string,
): TextFile {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return {
    fileName: `${fileNameOf(name) || otherwise}.${ending}`,
    mimeType,
    fileSize: bytes.length,
    fileContent: btoa(binary),
  };
}

/** What every system takes: letters, digits, spaces and dashes of the name, at most 60 of them. */
function fileNameOf(name: string): string {
  const fit = name.replace(/[^\p{Letter}\p{Mark}\p{Number}-]+/gu, " ").trim();
  return [...fit].slice(0, 60).join("").trim();
}
