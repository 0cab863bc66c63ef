import type { FastifyInstance } from "fastify";
import { Canaries } from "./canaries";
import { addCanaryRoutes } from "./canary-routes";
import type { Configuration } from "./configuration";
import { Database } from "./database";
import { EpochFence } from "./epoch-fence";
import { errorHandler } from "./error-handler";
import { addHealthRoutes } from "./health-routes";
import type { LogStream } from "./logging";
import { Login } from "./login";
import { addPaymentRoutes } from "./payment-routes";
import { Payments } from "./payments";
import { Readiness } from "./readiness";
import { roleReader } from "./role-reader";
import { RoleWatch } from "./role-watch";
import { secretReader } from "./secret";
import { createServer } from "./server";
import { SiteStore } from "./site-store";
import { ValidationQueue } from "./validation-queue";
import { Verdicts } from "./verdicts";

/** The payment service: all its parts, put together. */
export interface Service {
  readonly server: FastifyInstance;
  readonly watch: RoleWatch;
  /** Reads the role and listens. Neither needs a database or another region to answer. */
  start(): Promise<void>;
  /** Takes no new connections, finishes the requests that run, and lets go of everything. */
  stop(): Promise<void>;
}

/** Makes the service. Nothing is connected before it starts. */
export async function createService(configuration: Configuration, logStream?: LogStream): Promise<Service> {
  const { SITE: site, SYSTEM: system, AWS_REGION: region } = configuration;
  const server = await createServer(configuration, logStream);
  const { log } = server;
  const watch = new RoleWatch({
    site,
    read: roleReader({
      site,
      system,
      table: configuration.ROLE_TABLE,
      region,
      roleRegion: configuration.ROLE_REGION,
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
  const fence = new EpochFence(database, watch, site);
  const store = new SiteStore(database, watch, fence);
  watch.onChange(({ activeSite, epoch }) => {
    database.dropConnections();
    if (activeSite !== site) return;
    // Ahead of the first payment, and so that whoever writes in an older epoch is refused from now on.
    fence.prepare(epoch).catch((err: unknown) => log.warn({ err }, "the database is not prepared yet"));
  });
  server.setErrorHandler(errorHandler(watch));
  addHealthRoutes(server, site, new Readiness(watch, fence, database, log));
  addPaymentRoutes(server, {
    watch,
    payments: new Payments(store),
    queue: new ValidationQueue(configuration.VALIDATION_QUEUE_URL, region),
    verdicts: new Verdicts(configuration.VERDICT_TABLE, region),
  });
  addCanaryRoutes(server, { watch, canaries: new Canaries(store) });
  return {
    server,
    watch,
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
