import type { TextFile } from "../../domain/textFile";

const BYTES_A_KILOBYTE = 1024;

/** Hands a file to the host, which counts its size in kilobytes. */
export function openFile(
  navigation: ComponentFramework.Navigation,
  { fileName, mimeType, fileSize, fileContent }: TextFile,
): Promise<void> {
  return navigation.openFile({
    fileName,
    mimeType,
    fileContent,
    fileSize: Math.ceil(fileSize / BYTES_A_KILOBYTE),
  });
}
