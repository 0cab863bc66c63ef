import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { ROLE_TABLE_KEY } from "../../role-record/items";
import { memoryKey } from "./memory-keys";
import type { RemedyName } from "./remedy";

const MINUTE_MILLISECONDS = 60_000;
/** Longer than the window of any limit. */
const KEPT_MINUTES = 24 * 60;
/** Runs beside each other are few: whoever loses that often waits for Lambda's next attempt. */
const ATTEMPTS = 3;

/** How often something may happen. */
export interface Limit {
  readonly times: number;
  readonly withinMinutes: number;
}

/** Something that happens no oftener than a limit says, and for the same key once. */
export interface Deed {
  readonly remedy: RemedyName;
  readonly kind: "acted" | "told";
  /** The event's id, or what people are told about. */
  readonly key: string;
}

/** What the memory says to a deed: do it, it was done for this key, or it was done too often. */
export type Claim = "granted" | "repeated" | "exhausted";

/** Where the remedies remember what they did. */
export interface MemoryPlace {
  /** Of the table's region. */
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  readonly system: string;
  readonly site: string;
}

const content = z.object({
  version: z.int().min(0),
  deeds: z.array(z.object({ kind: z.enum(["acted", "told"]), key: z.string(), at: z.int() })),
});

type Content = z.infer<typeof content>;

/**
 * What the remedies of a site did in the last day: one item for each remedy, beside the role record. Each write is
 * conditional on the version that was read, so of two runs at a time one counts the other.
 */
export class Memory {
  constructor(
    private readonly place: MemoryPlace,
    private readonly now: () => Date,
  ) {}

  /** Writes a deed down before it is done, if the limit leaves room for it. */
  async claim(deed: Deed, limit: Limit): Promise<Claim> {
    const { kind, key } = deed;
    return this.change<Claim>(deed.remedy, ({ deeds }) => {
      const now = this.now().getTime();
      const recent = deeds.filter(
        (other) => other.kind === kind && now - other.at < limit.withinMinutes * MINUTE_MILLISECONDS,
      );
      if (recent.some((other) => other.key === key)) return { answer: "repeated" };
      if (recent.length >= limit.times) return { answer: "exhausted" };
      const kept = deeds.filter(({ at }) => now - at < KEPT_MINUTES * MINUTE_MILLISECONDS);
      return { answer: "granted", deeds: [...kept, { kind, key, at: now }] };
    });
  }

  /** Forgets a deed that AWS has refused, so that the next attempt may do it. */
  async release({ remedy, kind, key }: Deed): Promise<void> {
    await this.change(remedy, ({ deeds }) => ({
      answer: undefined,
      deeds: deeds.filter((other) => other.kind !== kind || other.key !== key),
    }));
  }

  private async change<Answer>(
    remedy: RemedyName,
    decide: (content: Content) => { readonly answer: Answer; readonly deeds?: Content["deeds"] },
  ): Promise<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.read(remedy);
      const { answer, deeds } = decide(before);
      if (!deeds || (await this.write(remedy, before.version, deeds))) return answer;
    }
    throw new Error(`other runs write the memory of ${remedy} all the time`);
  }

  private async read(remedy: RemedyName): Promise<Content> {
    const { client, table } = this.place;
    const get = new GetCommand({ TableName: table, Key: this.key(remedy), ConsistentRead: true });
    const { Item } = await client.send(get);
    return Item ? content.parse(Item) : { version: 0, deeds: [] };
  }

  /** @returns false if another run was first. */
  private async write(remedy: RemedyName, version: number, deeds: Content["deeds"]): Promise<boolean> {
    const { client, table } = this.place;
    const put = new PutCommand({
      TableName: table,
      Item: { ...this.key(remedy), version: version + 1, deeds },
      ConditionExpression: "attribute_not_exists(version) OR version = :version",
      ExpressionAttributeValues: { ":version": version },
    });
    try {
      await client.send(put);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private key(remedy: RemedyName) {
    const { system, site } = this.place;
    return { [ROLE_TABLE_KEY]: memoryKey(system, site, remedy) };
  }
}
