import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { SITES } from "../../config/site";

const ENTRY = z.object({
  /** ISO 8601. */
  startedAt: z.string(),
  mode: z.enum(["failover", "switchover"]),
  /** The site that served before. */
  from: z.enum(SITES),
  /** The epoch before it moved anything. */
  epoch: z.int(),
  /** What was injected and not taken back yet. */
  injection: z
    .object({
      site: z.enum(SITES),
      desired: z.number(),
      scaling: z.object({ minimum: z.number(), maximum: z.number(), isSuspended: z.boolean() }),
    })
    .optional(),
});

/** What a drill must know about itself after its process was killed. */
export type JournalEntry = z.infer<typeof ENTRY>;

/** The file can't be understood. It may name an injection, so nobody may guess. */
export class JournalUnreadable extends Error {
  override readonly name = "JournalUnreadable";
}

/**
 * Remembers a drill that has begun and not ended, in a file: whatever happens to the process, the next one can take back what
 * was injected.
 */
export class DrillJournal {
  private readonly file: string;

  /** @param root the project's root. */
  constructor(root: string, system: string, environment: string) {
    this.file = join(root, ".standby", "drills", `${system}-${environment}.json`);
  }

  /**
   * @returns undefined where no drill was left unfinished.
   * @throws JournalUnreadable
   */
  read(): JournalEntry | undefined {
    let text: string;
    try {
      text = readFileSync(this.file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    const parsed = ENTRY.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new JournalUnreadable(
      `${this.file} makes no sense. It names what a drill injected: take that back (docs/runbooks/drill.md), then delete the file.`,
    );
  }

  /** Written beside the file first: a half-written one would be worth nothing. */
  write(entry: JournalEntry): void {
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(`${this.file}.new`, `${JSON.stringify(entry, null, 2)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
