import { ConfigurationError, type CommonConfiguration, type Environment } from "./configuration";
import type { Service } from "./service";
import { startTracing, type Tracing } from "./tracing/tracing";

/** Runs a service as this process, until it is told to stop. Wrong variables end it with code 1, and say what is wrong. */
export function run<T extends CommonConfiguration>(
  readConfiguration: (environment: Environment) => T,
  createService: (configuration: T) => Promise<Service>,
): void {
  const begin = async () => {
    const configuration = readConfiguration(process.env);
    const tracing = startTracing(configuration);
    const service = await createService(configuration);
    stopOnSignals(service, tracing, configuration.STOP_TIMEOUT_SECONDS);
    await service.start();
  };
  begin().catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exit(1);
  });
}

/** Ends the process: 0 when all requests were finished in time, else 1. */
function stopOnSignals({ server, stop }: Service, tracing: Tracing, timeoutSeconds: number): void {
  let isStopping = false;
  const handle = (signal: NodeJS.Signals) => {
    // A second Ctrl-C means now.
    if (isStopping) process.exit(1);
    isStopping = true;
    server.log.info({ signal, timeoutSeconds }, "stopping");
    setTimeout(() => {
      server.log.error("requests were still running when the time to stop was over");
      process.exit(1);
    }, timeoutSeconds * 1_000).unref();
    const stopAll = async () => {
      await stop();
      await tracing.stop();
    };
    stopAll().then(
      () => {
        server.log.info("stopped");
        process.exit(0);
      },
      (err: unknown) => {
        server.log.error({ err }, "stopped badly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", handle);
  process.on("SIGINT", handle);
}
