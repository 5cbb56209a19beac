import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Locked =
  | { readonly ok: true }
  /** `holder`: the number of the process that has it; empty where it has not said so. */
  | { readonly ok: false; readonly holder: string };

/**
 * Takes a folder for this process, until it ends. What holds it is a socket that the process listens on: unlike the number of a
 * process, which the system gives to another one after a crash, nobody else has it, and it ends with the process however that
 * ends. It answers while the process is busy as well.
 */
export async function lockFolder(folder: string): Promise<Locked> {
  mkdirSync(folder, { recursive: true });
  const note = join(folder, "lock");
  const socket = socketOf(folder);
  let isOurs = await listen(socket);
  // A pipe ends with its process; a socket may have been left behind by one that was killed.
  if (!isOurs && process.platform !== "win32") {
    const found = madeAt(socket);
    if (!(await answers(socket)) && removed(socket, found)) isOurs = await listen(socket);
  }
  if (!isOurs) return { ok: false, holder: existsSync(note) ? readFileSync(note, "utf8") : "" };
  writeFileSync(note, String(process.pid));
  process.on("exit", () => {
    rmSync(note, { force: true });
    if (process.platform !== "win32") rmSync(socket, { force: true });
  });
  return { ok: true };
}

/** Beside the folder's own path, which may be longer than a socket's can be (104 characters on macOS). */
function socketOf(folder: string): string {
  const name = `entente-${createHash("sha256").update(realpathSync(folder)).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** @returns whether the socket is this process's now; it does not keep the process from ending */
function listen(socket: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen(socket, () => {
      resolve(true);
    });
    server.unref();
  });
}

/** Null where there is no such socket. */
function madeAt(socket: string): number | null {
  return statSync(socket, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/**
 * Takes away the socket that was found, and no later one: another process may have found it as well, and listen in its place by
 * now. It is moved first, which of several processes one can do, and only what was moved is looked at.
 * @param found when the one that was found was made
 * @returns whether the place is free for whoever listens there first
 */
function removed(socket: string, found: number | null): boolean {
  if (found === null) return true;
  const aside = `${socket}.${String(process.pid)}`;
  try {
    renameSync(socket, aside);
  } catch {
    // Somebody else has moved it.
    return true;
  }
  const isTheOneFound = madeAt(aside) === found;
  if (isTheOneFound) rmSync(aside);
  else renameSync(aside, socket);
  return isTheOneFound;
}

/** Whether somebody listens on a socket. One that may not be asked is somebody's. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}
