import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

interface Job {
  readonly id: string;
  /** Milliseconds on the clock. */
  readonly endsAt: number;
}

/**
 * AWS Backup: makes backups of file systems, one for each token.
 *
 * Source: AWS Backup API reference (StartBackupJob, DescribeBackupJob), read 2026-11.
 */
export class Backup {
  readonly #jobs = new Map<string, Job>();

  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    startBackupJob: (
      args: { readonly ResourceArn: string; readonly IdempotencyToken: string },
      region: string,
    ) => {
      const key = `${region} ${args.ResourceArn} ${args.IdempotencyToken}`;
      const { clock, duration } = this.world;
      const job = this.#jobs.get(key) ?? {
        id: `job-${this.#jobs.size + 1}`,
        endsAt: clock.now + duration("fileSystemBackup") * 1000,
      };
      this.#jobs.set(key, job);
      return { BackupJobId: job.id };
    },
    describeBackupJob: ({ BackupJobId }: { readonly BackupJobId: string }) => {
      const job = [...this.#jobs.values()].find(({ id }) => id === BackupJobId);
      if (!job) throw serviceError("Backup", "ResourceNotFoundException", `There is no ${BackupJobId}.`);
      return { State: this.world.clock.now >= job.endsAt ? "COMPLETED" : "RUNNING" };
    },
  };
}
