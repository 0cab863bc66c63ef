import {
  RegisterScalableTargetCommand,
  type ApplicationAutoScalingClient,
} from "@aws-sdk/client-application-auto-scaling";
import { DescribeServicesCommand, UpdateServiceCommand, type ECSClient } from "@aws-sdk/client-ecs";
import { OtherSiteUnreachable } from "./errors";
import { reach } from "./reach";
import type { Tools } from "./tools";

/** How long tasks may take to stop before the answer is given, and how often is looked, in milliseconds. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

/** The service that must stop. */
export interface FenceProps {
  readonly autoScaling: ApplicationAutoScalingClient;
  readonly ecs: ECSClient;
  readonly clusterName: string;
  readonly serviceName: string;
}

/** What has become of the other site's service. */
export interface Fenced {
  /** Nothing runs, and nothing will start tasks again. */
  readonly fenced: boolean;
  /** As it was seen last; null if it was not. */
  readonly runningTasks: number | null;
  /** What could not be done. */
  readonly problems: readonly string[];
}

/**
 * Stops the other site's service: first its scaling, which would start tasks again, then its tasks. Either is tried where
 * the other fails. Doing it twice is the same as once.
 *
 * @throws OtherSiteUnreachable if neither could be done.
 */
export async function fence(props: FenceProps, tools: Tools): Promise<Fenced> {
  const problems: string[] = [];
  const tried = async (call: Promise<unknown>): Promise<boolean> => {
    try {
      await call;
      return true;
    } catch (error) {
      if (!(error instanceof OtherSiteUnreachable)) throw error;
      problems.push(error.message);
      return false;
    }
  };
  const suspended = await tried(suspendScaling(props, tools));
  const stopped = await tried(stopTasks(props, tools));
  if (!suspended && !stopped) throw new OtherSiteUnreachable(problems.join("; "));
  const runningTasks = await waitForTasks(props, tools);
  return { fenced: suspended && stopped && runningTasks === 0, runningTasks, problems };
}

function suspendScaling({ autoScaling, clusterName, serviceName }: FenceProps, { signal }: Tools) {
  const command = new RegisterScalableTargetCommand({
    ServiceNamespace: "ecs",
    ScalableDimension: "ecs:service:DesiredCount",
    ResourceId: `service/${clusterName}/${serviceName}`,
    MinCapacity: 0,
    SuspendedState: {
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: true,
      ScheduledScalingSuspended: true,
    },
  });
  return reach("RegisterScalableTarget", autoScaling.send(command, { abortSignal: signal }));
}

function stopTasks({ ecs, clusterName, serviceName }: FenceProps, { signal }: Tools) {
  const command = new UpdateServiceCommand({ cluster: clusterName, service: serviceName, desiredCount: 0 });
  return reach("UpdateService", ecs.send(command, { abortSignal: signal }));
}

async function waitForTasks(props: FenceProps, tools: Tools): Promise<number | null> {
  const until = tools.now().getTime() + WAIT_MS;
  for (;;) {
    const running = await countTasks(props, tools);
    if (running === null || running === 0 || tools.now().getTime() >= until) return running;
    await tools.sleep(LOOK_EVERY_MS);
  }
}

async function countTasks(props: FenceProps, { signal }: Tools): Promise<number | null> {
  const { ecs, clusterName, serviceName } = props;
  const command = new DescribeServicesCommand({ cluster: clusterName, services: [serviceName] });
  try {
    const { services } = await reach("DescribeServices", ecs.send(command, { abortSignal: signal }));
    return services?.[0]?.runningCount ?? null;
  } catch (error) {
    // Orders were given: whether they were followed is not known.
    if (error instanceof OtherSiteUnreachable) return null;
    throw error;
  }
}
