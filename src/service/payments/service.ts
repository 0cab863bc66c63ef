import type { LogStream } from "../shared/logging";
import { createService as createSharedService, type Service } from "../shared/service";
import type { Configuration } from "./configuration";
import { addPaymentRoutes } from "./payment-routes";
import { Payments } from "./payments";
import { MIGRATIONS } from "./schema";
import { ValidationQueue } from "./validation-queue";
import { Verdicts } from "./verdicts";

/** Makes the payment service. Nothing is connected before it starts. */
export async function createService(configuration: Configuration, logStream?: LogStream): Promise<Service> {
  const service = await createSharedService(configuration, { migrations: MIGRATIONS, logStream });
  const { server, watch, store } = service;
  const region = configuration.AWS_REGION;
  addPaymentRoutes(server, {
    watch,
    payments: new Payments(store),
    queue: new ValidationQueue(configuration.VALIDATION_QUEUE_URL, region),
    verdicts: new Verdicts(configuration.VERDICT_TABLE, region),
  });
  return service;
}
