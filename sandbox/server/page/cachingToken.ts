import { createHash } from "node:crypto";
import type { MetadataCatalog } from "../metadata/model";

const tokens = new WeakMap<MetadataCatalog, string>();

/**
 * What stands in the addresses of web resources and of components' files, so that a browser may keep them: it changes when what was
 * imported does, as Dataverse's caching token changes when customizations are published.
 */
export function cachingToken(metadata: MetadataCatalog): string {
  const known = tokens.get(metadata);
  if (known !== undefined) return known;
  const hash = createHash("sha256");
  const add = (path: string, content: Uint8Array): void => {
    hash.update(JSON.stringify([path, content.length])).update(content);
  };
  for (const { name, content } of metadata.webResources.values()) add(name, content);
  for (const control of metadata.controls.values()) {
    for (const [path, content] of control.files) add(`${control.name}/${path}`, content);
  }
  const token = hash.digest("hex").slice(0, 16);
  tokens.set(metadata, token);
  return token;
}
