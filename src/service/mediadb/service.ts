import { Cache } from "../shared/cache/cache";
import { cacheLogin } from "../shared/cache/login";
import type { LogStream } from "../shared/logging";
import { MediaFiles } from "../shared/media/media-files";
import { addMediaRoutes } from "../shared/media/media-routes";
import { addRequestMetrics } from "../shared/request-metrics";
import { createService as createSharedService, type Service } from "../shared/service";
import { addSessionRoutes } from "../shared/sessions/session-routes";
import { addTitleRoutes } from "../shared/titles/title-routes";
import { Titles } from "../shared/titles/titles";
import type { Configuration } from "./configuration";
import { Erasures } from "./erasures";
import { History } from "./history";
import { addHistoryRoutes } from "./history-routes";
import { MIGRATIONS } from "./schema";
import { addViewerRoutes } from "./viewer-routes";
import { ViewerSessions } from "./viewer-sessions";
import { Viewers } from "./viewers";

/** The stage of the API, which API Gateway leaves in the path of what it passes on. */
const STAGE = "v1";

/** Makes the media database's service. Nothing is connected before it starts. */
export async function createService(configuration: Configuration, logStream?: LogStream): Promise<Service> {
  const { SYSTEM: system, SITE: site, ENVIRONMENT_SUFFIX: suffix } = configuration;
  const props = { migrations: MIGRATIONS, pathPrefix: STAGE, logStream };
  const service = await createSharedService(configuration, props);
  const { server, watch, store } = service;
  addRequestMetrics(server, { system, suffix, site });

  // What is read most is read from the readers, which scale with it; viewers are read where they were written.
  const onReaders = store.onReaders();
  const titles = new Titles(onReaders);
  addTitleRoutes(server, { watch, titles });
  const media = new MediaFiles(configuration.MEDIA_PATH, configuration.LARGEST_MEDIA_BYTES);
  addMediaRoutes(server, { watch, titles, media });

  const cache = new Cache(cacheLogin(configuration, server.log));
  server.addHook("onClose", () => cache.close());
  const viewers = new Viewers(store);
  const sessions = new ViewerSessions(cache, viewers);
  addSessionRoutes(server, { watch, sessions, tokenIn: "header" });
  const erasures = new Erasures({
    table: configuration.ERASURE_TABLE,
    region: configuration.AWS_REGION,
    keepDays: configuration.ERASURE_LIST_DAYS,
  });
  addViewerRoutes(server, { watch, store, viewers, sessions, erasures });
  addHistoryRoutes(server, { watch, history: new History(onReaders) });
  return service;
}
