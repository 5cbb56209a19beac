import { PGlite } from "@electric-sql/pglite";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { CopyInMemory } from "./copyInMemory";

/** What the sandbox asks of its store. One connection: calls wait for their turn, transactions are exclusive. */
export interface Database {
  /** Rises with every statement that may change something: while it stands still, so does all that is stored. */
  readonly changes: number;
  /**
   * Runs one statement. Parameters are `$1`, `$2`, …: values never stand in the text of a statement.
   * Money and decimals come back as strings, exact; bigint as bigint or number; timestamps as Date.
   */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements without parameters (definitions of tables, for example). */
  execute(sql: string): Promise<void>;
  /** All or nothing. A transaction inside a transaction is a savepoint. */
  transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

type Connection = Pick<PGlite, "query" | "exec">;

/** Counts the statements of a connection, those of its transactions included. */
class Changes {
  count = 0;

  /** No function that the sandbox calls in a select changes anything. */
  ofQuery(sql: string): void {
    if (!/^\s*select\b/i.test(sql)) this.count++;
  }
}

class Nested implements Database {
  #savepoints = 0;

  constructor(
    private readonly connection: Connection,
    private readonly counted: Changes,
  ) {}

  get changes(): number {
    return this.counted.count;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.counted.ofQuery(sql);
    return (await this.connection.query<Row>(sql, [...parameters])).rows;
  }

  async execute(sql: string): Promise<void> {
    this.counted.count++;
    await this.connection.exec(sql);
  }

  async transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const savepoint = `s${String(++this.#savepoints)}`;
    await this.connection.exec(`savepoint ${savepoint}`);
    try {
      const result = await work(this);
      await this.connection.exec(`release savepoint ${savepoint}`);
      return result;
    } catch (error) {
      await this.connection.exec(`rollback to savepoint ${savepoint}`);
      throw error;
    }
  }

  close(): Promise<void> {
    return Promise.reject(new Error("A transaction cannot close its database."));
  }
}

class Pglite implements Database {
  readonly #counted = new Changes();

  constructor(private readonly pglite: PGlite) {}

  get changes(): number {
    return this.#counted.count;
  }

  async query<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.#counted.ofQuery(sql);
    return (await this.pglite.query<Row>(sql, [...parameters])).rows;
  }

  async execute(sql: string): Promise<void> {
    this.#counted.count++;
    await this.pglite.exec(sql);
  }

  async transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    return this.pglite.transaction((transaction) =>
      work(new Nested(transaction as unknown as Connection, this.#counted)),
    );
  }

  async close(): Promise<void> {
    await this.pglite.close();
  }
}

/** Where the files are: in memory, unless said otherwise. */
export interface Place {
  /** A folder where they are kept. */
  readonly folder?: string;
  /** A folder where a database was kept, and closed: this one begins as it was, in memory, and leaves it alone. */
  readonly copyOf?: string;
}

/** Opens Postgres inside this process. */
export async function openDatabase({ folder, copyOf }: Place = {}): Promise<Database> {
  if (folder !== undefined && copyOf !== undefined)
    throw new Error("A copy is kept in memory, in no folder.");
  const pglite = await PGlite.create({
    ...(copyOf === undefined ? { dataDir: folder } : { fs: new CopyInMemory(copyOf) }),
    extensions: { unaccent },
  });
  const database = new Pglite(pglite);
  // ci() is how Dataverse compares text: neither case nor accents count, nor blanks at the end. unaccent() is only
  // "stable" for Postgres, as its dictionary could change; here it never does. Said to be immutable like ci() itself,
  // it lets Postgres put the body in the place of each call, which makes ci() five times as fast.
  await database.execute(`
    create extension if not exists unaccent;
    alter function public.unaccent(regdictionary, text) immutable;
    create or replace function ci(value text) returns text language sql immutable strict parallel safe
      as $$ select lower(public.unaccent('public.unaccent', rtrim(value, ' '))) $$;
  `);
  return database;
}
