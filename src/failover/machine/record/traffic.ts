import {
  EMERGENCY_METRIC,
  NAMESPACE,
  TRAFFIC_METRIC,
  trafficDimensions,
} from "../../../constructs/dns/traffic-metric";
import { activeSiteParameterName } from "../../../constructs/failover/site-role";
import { call, CONDITION_FAILED, invoke } from "../call";
import { failWith } from "../failure";
import type { Fragment } from "../fragment";
import type { MachineScope } from "../step";
import { REMOTE_SECONDS } from "./remote";
import { update } from "./role";

/** Lets the names of the system lead here: the record says so, and the metric that Route 53 follows at once. */
export function openSwitchHere(scope: MachineScope): Fragment {
  const isEmergency = scope.site === "primary";
  const what = isEmergency ? " emergency" : "";
  const record = update(scope, scope.system + (isEmergency ? "#emergency" : ""), {
    set: "traffic_site = :site",
    condition: "active_site = :site AND epoch = :epoch",
    values: { ":site": { S: scope.site }, ":epoch": { N: "{% $string($epoch) %}" } },
  });
  const metric = isEmergency ? EMERGENCY_METRIC : TRAFFIC_METRIC;
  return {
    StartAt: `open-switch: write${what}`,
    States: {
      [`open-switch: write${what}`]: call("dynamodb:updateItem", record, {
        next: `open-switch: publish${what}`,
        on: [{ errors: CONDITION_FAILED, next: `open-switch: not active${what}` }],
      }),
      [`open-switch: not active${what}`]: {
        Type: "Pass",
        ...failWith({ error: "EpochMoved", cause: "Another epoch began: the switch stays as it is." }),
      },
      // The function that publishes every minute would do, a minute later.
      [`open-switch: publish${what}`]: call("cloudwatch:putMetricData", {
        Namespace: NAMESPACE,
        MetricData: [
          {
            MetricName: metric,
            Dimensions: Object.entries(trafficDimensions(scope.system, scope.suffix)).map(
              ([Name, Value]) => ({ Name, Value }),
            ),
            Value: 1,
            StorageResolution: 60,
          },
        ],
      }),
    },
  };
}

/** The same for the primary site, in the DR region: record, metric and mirror. */
export function openSwitchThere(scope: MachineScope): Fragment {
  const payload = { action: "record", operation: "open", epoch: "{% $epoch %}" };
  return {
    StartAt: "open-switch: write in the DR region",
    States: {
      "open-switch: write in the DR region": invoke(scope.otherSiteArn, payload, REMOTE_SECONDS),
    },
  };
}

/** Tells Terraform, by the parameter that capacities follow. */
export function mirrorRole(scope: MachineScope): Fragment {
  return {
    StartAt: "mirror-role: write",
    States: {
      "mirror-role: write": call("ssm:putParameter", {
        Name: activeSiteParameterName(scope.system, scope.suffix),
        Value: scope.site,
        Type: "String",
        Overwrite: true,
      }),
    },
  };
}
