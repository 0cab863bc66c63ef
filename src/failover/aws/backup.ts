import { serviceError, type Service } from "./service";
import { after, type Surroundings } from "./surroundings";

interface Job {
  readonly id: string;
  state: "RUNNING" | "COMPLETED";
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
      const job = this.#jobs.get(key) ?? this.begin(region);
      this.#jobs.set(key, job);
      return { BackupJobId: job.id };
    },
    describeBackupJob: ({ BackupJobId }: { readonly BackupJobId: string }) => {
      const job = [...this.#jobs.values()].find(({ id }) => id === BackupJobId);
      if (!job) throw serviceError("Backup", "ResourceNotFoundException", `There is no ${BackupJobId}.`);
      return { State: job.state };
    },
  };

  private begin(region: string): Job {
    const { clock, duration, tell } = this.world;
    const begunAt = clock.now;
    const job: Job = { id: `job-${this.#jobs.size + 1}`, state: "RUNNING" };
    after(this.world, duration("fileSystemBackup"), region, () => {
      job.state = "COMPLETED";
      tell({ type: "files backed up", region, begunAt });
    });
    return job;
  }
}
