import { randomBytes } from "node:crypto";

/** A whole file of media. Its name says when it was stored and how long it is. */
export interface MediaVersion {
  readonly name: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/** Milliseconds since 1970 with 15 digits, so that names sort by time; something random; the length in bytes. */
const NAME = /^(\d{15})-[0-9a-f]{8}-(\d{1,15})\.media$/;

/** Names a version that was stored at this time. */
export function newVersion(bytes: number, storedAt: Date): MediaVersion {
  const time = String(storedAt.getTime()).padStart(15, "0");
  return { name: `${time}-${randomBytes(4).toString("hex")}-${bytes}.media`, bytes, storedAt };
}

/** The versions among the names of a folder, the newest first. */
export function versionsAmong(names: readonly string[]): MediaVersion[] {
  return names
    .flatMap((name) => {
      const [, time, bytes] = NAME.exec(name) ?? [];
      return time && bytes ? [{ name, bytes: Number(bytes), storedAt: new Date(Number(time)) }] : [];
    })
    .sort((one, other) => (one.name < other.name ? 1 : -1));
}

/** What clients know a version by. */
export function versionOf({ name }: Pick<MediaVersion, "name">): string {
  return name.replace(/\.media$/, "");
}

/** Whether a file is of a version before this one: the version itself, or a file beside it with one more ending. */
export function isBefore(name: string, current: string): boolean {
  const [, version] = /^(.+\.media)(\.[a-z]+)?$/.exec(name) ?? [];
  return version !== undefined && NAME.test(version) && version < current;
}
