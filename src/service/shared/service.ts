import type { FastifyInstance } from "fastify";
import { Canaries } from "./canaries";
import { addCanaryRoutes } from "./canary-routes";
import type { CommonConfiguration } from "./configuration";
import { Database } from "./database";
import { EpochFence } from "./epoch-fence";
import { errorHandler } from "./error-handler";
import { addHealthRoutes } from "./health-routes";
import { Login } from "./login";
import { Readiness } from "./readiness";
import { roleReader } from "./role-reader";
import { RoleWatch } from "./role-watch";
import { secretReader } from "./secret";
import { createServer, type ServerOptions } from "./server";
import { SiteStore } from "./site-store";

/** A service of one site. */
export interface Service {
  readonly server: FastifyInstance;
  readonly watch: RoleWatch;
  /** The site's database, as the role allows. */
  readonly store: SiteStore;
  /** Reads the role and listens. Neither needs a database or another region to answer. */
  start(): Promise<void>;
  /**
   * Takes no new connections, finishes the requests that run, and lets go of everything. What a service has beside its
   * database it closes in a hook `onClose` of the server.
   */
  stop(): Promise<void>;
}

/** How a service differs from others. */
export interface ServiceProps extends ServerOptions {
  /** The changes that make the schema, oldest first. The first one begins with `EPOCH_SCHEMA`, one is `CANARY_SCHEMA`. */
  readonly migrations: readonly string[];
}

/** Makes a service with what all have: role, database, health, readiness and canaries. Nothing is connected before it starts. */
export async function createService(
  configuration: CommonConfiguration,
  { migrations, ...serverOptions }: ServiceProps,
): Promise<Service> {
  const { SITE: site, SYSTEM: system, AWS_REGION: region } = configuration;
  const server = await createServer(configuration, serverOptions);
  const { log } = server;
  const watch = new RoleWatch({
    site,
    read: roleReader({
      site,
      system,
      table: configuration.ROLE_TABLE,
      region,
      roleRegion: configuration.ROLE_REGION,
      roleFunction: configuration.ROLE_FUNCTION,
    }),
    pollSeconds: configuration.ROLE_POLL_SECONDS,
    graceSeconds: configuration.ROLE_GRACE_SECONDS,
    log,
  });
  const database = new Database({
    writerHost: configuration.DATABASE_HOST,
    readerHost: configuration.DATABASE_READER_HOST,
    port: configuration.DATABASE_PORT,
    name: configuration.DATABASE_NAME,
    certificates: configuration.DATABASE_CA_FILE,
    groupRole: configuration.DATABASE_GROUP_ROLE,
    login: new Login(secretReader(configuration.DATABASE_SECRET_ARN, region), log),
    log,
  });
  const fence = new EpochFence(database, watch, site, migrations);
  const store = new SiteStore(database, watch, fence);
  watch.onChange(({ activeSite, epoch }) => {
    database.dropConnections();
    if (activeSite !== site) return;
    // Ahead of the first write of a client, and so that whoever writes in an older epoch is refused from now on.
    fence.prepare(epoch).catch((err: unknown) => log.warn({ err }, "the database is not prepared yet"));
  });
  server.setErrorHandler(errorHandler(watch));
  addHealthRoutes(server, site, new Readiness(watch, fence, database, log));
  addCanaryRoutes(server, { watch, canaries: new Canaries(store) });
  return {
    server,
    watch,
    store,
    start: async () => {
      watch.start();
      await server.listen({ port: configuration.PORT, host: "0.0.0.0" });
    },
    stop: async () => {
      // Last, the watch: what still runs must know whether it may write.
      await server.close();
      watch.stop();
      await database.close();
    },
  };
}
