import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ErasureList } from "../../erasure-list/erasure-list";
import type { Erasure } from "../../erasure-list/item";
import { Unavailable } from "../shared/unavailable";

/** Longer than a healthy answer takes, with one retry of the SDK; in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

/** The list of erasures can't be reached. Nobody is erased without it, and no viewer is stored. */
export class ErasuresUnavailable extends Unavailable {
  constructor(cause: unknown) {
    super("The list of erasures can't be used now. Repeat the same request.", cause);
    this.name = "ErasuresUnavailable";
  }
}

/** What the list of erasures is reached with. */
export interface ErasuresProps {
  readonly table: string;
  readonly region: string;
  /** How long an erasure is remembered. */
  readonly keepDays: number;
}

/** The list of erasures, as this region has it. */
export class Erasures {
  private readonly list: ErasureList;
  private readonly keepDays: number;

  constructor({ table, region, keepDays }: ErasuresProps) {
    this.list = new ErasureList(new DynamoDBClient({ region, maxAttempts: 2 }), table);
    this.keepDays = keepDays;
  }

  /** Writes an erasure down, before anything is deleted. @throws ErasuresUnavailable */
  add(viewerId: string): Promise<Erasure> {
    return this.ask((options) => this.list.add(viewerId, new Date(), this.keepDays, options));
  }

  /** Whether a viewer was erased. @throws ErasuresUnavailable */
  async has(viewerId: string): Promise<boolean> {
    return (await this.ask((options) => this.list.find(viewerId, options))) !== undefined;
  }

  private async ask<T>(work: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    try {
      return await work({ abortSignal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    } catch (error) {
      throw new ErasuresUnavailable(error);
    }
  }
}
