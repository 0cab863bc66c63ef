import { cacheLogin } from "../shared/cache/login";
import type { LogStream } from "../shared/logging";
import { createService as createSharedService, type Service } from "../shared/service";
import { addTitleRoutes } from "../shared/titles/title-routes";
import { Titles } from "../shared/titles/titles";
import { CachedTitles } from "./cached-titles";
import { clusterConnection } from "./cluster";
import type { Configuration } from "./configuration";
import { allowOrigin } from "./cors";
import { MediaLibrary } from "./media-library";
import { MediaRoot } from "./media-root";
import { addMediaRoutes } from "./media-routes";
import { MediaWorker } from "./media-worker";
import { MIGRATIONS } from "./schema";
import { TitleCache } from "./title-cache";
import { UploadJobs } from "./upload-jobs";
import { UploadParts } from "./upload-parts";
import { addUploadRoutes } from "./upload-routes";
import { Uploads } from "./uploads";

/** The stage of the API, which API Gateway leaves in the path of what it passes on. */
const STAGE = "v1";

/** A service with what processes its uploads while it listens. */
export interface MediaService extends Service {
  readonly worker: MediaWorker;
}

/** Makes the media service. Nothing is connected before it starts. */
export async function createService(
  configuration: Configuration,
  logStream?: LogStream,
): Promise<MediaService> {
  const { CORS_ORIGIN, LARGEST_MEDIA_BYTES: largestBytes } = configuration;
  const props = { migrations: MIGRATIONS, pathPrefix: STAGE, logStream };
  const service = await createSharedService(configuration, props);
  const { server, watch, store } = service;
  const { log } = server;
  if (CORS_ORIGIN !== undefined) allowOrigin(server, CORS_ORIGIN);

  const cluster = clusterConnection(cacheLogin(configuration, log));
  server.addHook("onClose", async () => cluster.drop());
  const cache = new TitleCache({ connect: () => cluster.get(), log });
  const titles = new CachedTitles(new Titles(store), cache, watch);
  addTitleRoutes(server, { watch, titles });

  const root = new MediaRoot(configuration.MEDIA_PATH);
  const parts = new UploadParts(root);
  const library = new MediaLibrary(root, largestBytes);
  const worker = new MediaWorker({ watch, root, parts, library, jobs: new UploadJobs(store), log });
  server.addHook("onListen", async () => worker.start());
  server.addHook("onClose", () => worker.stop());
  const uploads = new Uploads(store);
  addUploadRoutes(server, {
    watch,
    titles,
    root,
    parts,
    uploads,
    largestBytes,
    onQueued: () => worker.wake(),
  });
  addMediaRoutes(server, library);
  return { ...service, worker };
}
