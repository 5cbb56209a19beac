import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MemoryFS } from "@electric-sql/pglite";

/** What is used here of Emscripten's module, which comes without types. */
interface PostgresModule {
  readonly FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, content: Uint8Array): void;
  };
  /** Where Postgres looks for its files. */
  readonly ENV: { readonly PGDATA: string };
}

/** Files in memory that begin as those of a folder, which stays as it is. */
export class CopyInMemory extends MemoryFS {
  constructor(private readonly folder: string) {
    super();
  }

  override initialSyncFs(): Promise<void> {
    if (this.pg === undefined) throw new Error("Postgres asked for its files before it was there.");
    const { FS, ENV } = this.pg.Module as unknown as PostgresModule;
    copy(FS, this.folder, ENV.PGDATA);
    return Promise.resolve();
  }
}

function copy(files: PostgresModule["FS"], from: string, to: string): void {
  files.mkdirTree(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
    if (entry.isDirectory()) copy(files, source, target);
    else files.writeFile(target, readFileSync(source));
  }
}
