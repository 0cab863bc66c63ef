import { Cache } from "../shared/cache/cache";
import { cacheLogin } from "../shared/cache/login";
import type { LogStream } from "../shared/logging";
import { MediaFiles } from "../shared/media/media-files";
import { addMediaRoutes } from "../shared/media/media-routes";
import { createService as createSharedService, type Service } from "../shared/service";
import { addSessionRoutes } from "../shared/sessions/session-routes";
import { Sessions } from "../shared/sessions/sessions";
import { addTitleRoutes } from "../shared/titles/title-routes";
import { Titles } from "../shared/titles/titles";
import type { Configuration } from "./configuration";
import { MIGRATIONS } from "./schema";

/** For the largest file to arrive at 2 MB a second; in seconds. Who sends nothing is cut off by the load balancer. */
const REQUEST_TIMEOUT_SECONDS = 600;

/** Makes the streaming service. Nothing is connected before it starts. */
export async function createService(configuration: Configuration, logStream?: LogStream): Promise<Service> {
  const service = await createSharedService(configuration, {
    migrations: MIGRATIONS,
    requestTimeoutSeconds: REQUEST_TIMEOUT_SECONDS,
    logStream,
  });
  const { server, watch, store } = service;
  const titles = new Titles(store);
  addTitleRoutes(server, { watch, titles });
  const media = new MediaFiles(configuration.MEDIA_PATH, configuration.LARGEST_MEDIA_BYTES);
  addMediaRoutes(server, { watch, titles, media });
  const cache = new Cache(cacheLogin(configuration, server.log));
  server.addHook("onClose", () => cache.close());
  addSessionRoutes(server, { watch, sessions: new Sessions(cache) });
  return service;
}
