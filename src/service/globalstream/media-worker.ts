import type { Log } from "../shared/logging";
import { versionOf } from "../shared/media/media-version";
import { EmptyMedia, MediaTooLarge } from "../shared/media/media-problems";
import type { RoleWatch } from "../shared/role-watch";
import { WrongDigest } from "./digests";
import type { MediaLibrary } from "./media-library";
import type { MediaRoot } from "./media-root";
import { LEASE_SECONDS, type Job, type UploadJobs } from "./upload-jobs";
import { contentOfParts, missingOf, type UploadParts } from "./upload-parts";

/** A job that another task has queued waits no longer, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** Missing parts that are named. */
const NAMED = 20;

/** What a worker works with. */
export interface MediaWorkerProps {
  readonly watch: RoleWatch;
  readonly root: MediaRoot;
  readonly parts: UploadParts;
  readonly library: MediaLibrary;
  readonly jobs: UploadJobs;
  readonly log: Log;
  /** Milliseconds of a clock that is never set. @default - the process's monotonic clock */
  readonly now?: () => number;
}

/**
 * Makes media of uploads, one at a time. A job that goes wrong stays taken until its lease runs out; then this task or
 * another one begins it anew. A site that may not write works on nothing.
 */
export class MediaWorker {
  private isStopped = false;
  private running: Promise<void> | undefined;
  private wakeUp: () => void = () => {};
  private readonly now: () => number;

  constructor(private readonly props: MediaWorkerProps) {
    this.now = props.now ?? (() => performance.now());
  }

  /** Works until it is stopped. */
  start(): void {
    this.running = this.run();
  }

  /** There is something to do: looks at once. */
  wake(): void {
    this.wakeUp();
  }

  /** Breaks off what it works on, and waits for the end of that. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
  }

  /** Does the next job. Never fails. @returns whether there was one. */
  async workOnce(): Promise<boolean> {
    if (!this.props.watch.standing().mayWrite) return false;
    let job: Job | undefined;
    try {
      job = await this.props.jobs.claim();
      if (job) await this.process(job);
    } catch (err) {
      const { titleId, uploadId } = job ?? {};
      this.props.log.warn({ err, titleId, uploadId }, "an upload was not processed; it will be tried again");
    }
    return job !== undefined;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      if (await this.workOnce()) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_EVERY_MS).unref();
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
        if (this.isStopped) this.wakeUp();
      });
    }
  }

  private async process(job: Job): Promise<void> {
    const { root, parts, library, jobs, log } = this.props;
    const { titleId, uploadId } = job;
    await root.prepare();
    const found = await parts.list(titleId, uploadId);
    const missing = missingOf(found, job.parts);
    if (missing.length > 0) {
      // A file system that is still a copy may get them yet.
      await root.tryToWrite();
      const names = missing.slice(0, NAMED).join(", ") + (missing.length > NAMED ? " and more" : "");
      return jobs.fail(
        job,
        `These parts are not here: ${names}. Send the parts again, then complete the upload.`,
      );
    }
    const inOrder = Array.from({ length: job.parts }, (_, index) => found.get(index + 1)!);
    try {
      const content = this.keeping(job, contentOfParts(inOrder));
      const version = await library.publish(titleId, content, job.sha256, () => jobs.renew(job));
      await jobs.succeed(job, versionOf(version), version.bytes);
      log.info({ titleId, uploadId, bytes: version.bytes }, "media are ready");
    } catch (error) {
      if (!isFinal(error)) throw error;
      await jobs.fail(job, `${error.message} Send the parts again, then complete the upload.`);
    }
    await parts.remove(titleId, uploadId);
  }

  /** Passes content on, and keeps the lease meanwhile. */
  private async *keeping(job: Job, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let renewedAt = this.now();
    for await (const chunk of content) {
      if (this.isStopped) throw new Error("the service stops");
      if (this.now() - renewedAt > (LEASE_SECONDS * 1_000) / 3) {
        await this.props.jobs.renew(job);
        renewedAt = this.now();
      }
      yield chunk;
    }
  }
}

/** Whether the same parts would go wrong again. */
function isFinal(error: unknown): error is Error {
  return error instanceof WrongDigest || error instanceof MediaTooLarge || error instanceof EmptyMedia;
}
