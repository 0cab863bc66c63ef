import type { Clients } from "./clients";
import { createReplica } from "./create-replica";
import { fence } from "./fence";
import { operate } from "./record";
import type { Request } from "./request";
import type { Settings } from "./settings";
import { startReprotection } from "./start-reprotection";
import { switchOver } from "./switch-over";
import type { Tools } from "./tools";

/** Does what is asked for. */
export async function act(
  request: Request,
  clients: Clients,
  settings: Settings,
  tools: Tools,
): Promise<object> {
  const { SYSTEM: system, ENVIRONMENT_SUFFIX: suffix, SITE: site, ROLE_TABLE: table } = settings;
  switch (request.action) {
    case "fence":
      return fence(
        { ...clients.other, clusterName: settings.CLUSTER_NAME, serviceName: settings.SERVICE_NAME },
        tools,
      );
    case "switch-over": {
      const { GLOBAL_CLUSTER: globalCluster, OWN_DATABASE_ARN: target } = settings;
      if (!globalCluster || !target) throw new Error("this system has no global database");
      return switchOver({ ...clients.other, globalCluster, target }, tools);
    }
    case "create-replica": {
      const { REPLICA_BLUEPRINT: blueprint } = settings;
      if (!blueprint) throw new Error("this system has no database that is replaced by a replica");
      return createReplica({ rds: clients.ownRds, blueprint }, tools);
    }
    case "start-reprotection": {
      const { epoch, reason, trigger } = request;
      const machineArn = settings.OTHER_MACHINE_ARN;
      return startReprotection({ ...clients.other, machineArn, epoch, reason, trigger }, tools);
    }
    case "record": {
      const mirror = settings.MIRROR_PARAMETER;
      if (!mirror) throw new Error("the role record lies in this region: write it from here");
      const at = (client: typeof clients.own) => ({ client, table, system, site });
      const followers = { ...clients.role, system, suffix, mirror };
      return operate({ truth: at(clients.role.documents), copy: at(clients.own), followers }, request, tools);
    }
  }
}
