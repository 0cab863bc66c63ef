import type { PerSite, Site } from "../../config/site";
import type { World } from "../asl/execution";
import type { VirtualClock } from "../asl/clock";
import { Backup } from "./backup";
import { CloudWatch } from "./cloudwatch";
import { DynamoDb } from "./dynamodb";
import { Ecs } from "./ecs";
import { Efs } from "./efs";
import { ElastiCache } from "./elasticache";
import { Functions } from "./functions";
import { LoadBalancing } from "./load-balancing";
import { probeOfRegions, type ProbeModel } from "./probe";
import { Rds } from "./rds";
import { Scaling } from "./scaling";
import { Sfn, type OnStart } from "./sfn";
import { Sns } from "./sns";
import { Ssm } from "./ssm";
import type { ResourceStore } from "./store";
import type { DurationName, Happening, Surroundings } from "./surroundings";
import { Tasks } from "./tasks";
import { Wire, type LoggedCall } from "./wire";

export interface AwsModelProps {
  readonly clock: VirtualClock;
  /** What exists, all of it from the beginning. The model changes it as AWS would. */
  readonly store: ResourceStore;
  readonly regions: PerSite<string>;
  /** How long something takes this time, in seconds: asked for each. */
  readonly duration: (name: DurationName) => number;
  /**
   * Whether a region can be reached now, from another one or from itself. A region that does not reach itself is lost: nothing
   * starts or ends in it.
   *
   * @default - every region always
   */
  readonly isReachable?: (region: string, from: string) => boolean;
  /** How many tasks of Fargate a region can run now. @default - any number */
  readonly taskCapacity?: (region: string) => number;
  /** Told when a site's function starts the other site's machine. @default - it is never run */
  readonly onStart?: OnStart;
  /** What the function that looks from outside sees. @default - whether regions answer */
  readonly probe?: ProbeModel;
  /** Told of each call when it is sent. @default - nobody, beside the log */
  readonly onCall?: (call: LoggedCall) => void;
  /** Told of what happens beside. @default - nobody */
  readonly onHappening?: (happening: Happening) => void;
}

/**
 * AWS as the failover's state machines see it: each call has its effect on the resources and its answer, in time. It knows the
 * calls that the machines and their functions make, and ends everything at any other.
 */
export class AwsModel {
  /** Every call, in the order in which they were sent. */
  readonly log: LoggedCall[] = [];
  readonly cloudWatch: CloudWatch;
  readonly dynamoDb: DynamoDb;
  readonly rds: Rds;
  readonly sfn: Sfn;
  readonly sns: Sns;
  readonly tasks: Tasks;
  readonly #wire: Wire;

  constructor(private readonly props: AwsModelProps) {
    const { onCall, onHappening, isReachable = () => true, taskCapacity = () => Infinity } = props;
    const world: Surroundings = {
      ...props,
      isUp: (region) => isReachable(region, region),
      taskCapacity,
      tell: (happening) => onHappening?.(happening),
    };
    this.tasks = new Tasks(world);
    this.dynamoDb = new DynamoDb(world);
    this.rds = new Rds(world);
    this.cloudWatch = new CloudWatch(world, this.rds.instances);
    this.sfn = new Sfn(world, props.onStart ?? (() => undefined));
    this.sns = new Sns(world);
    const ecs = new Ecs(world, this.tasks);
    const functions = new Functions(world, props.probe ?? probeOfRegions(world), () => this.#wire);
    this.#wire = new Wire({
      world,
      isReachable,
      services: {
        applicationautoscaling: new Scaling(world, ecs).actions,
        backup: new Backup(world).actions,
        cloudwatch: this.cloudWatch.actions,
        dynamodb: this.dynamoDb.actions,
        ecs: ecs.actions,
        efs: new Efs(world).actions,
        elasticache: new ElastiCache(world).actions,
        elasticloadbalancingv2: new LoadBalancing(world, this.tasks).actions,
        lambda: functions.actions,
        rds: this.rds.actions,
        sfn: this.sfn.actions,
        sns: this.sns.actions,
        ssm: new Ssm(world).actions,
      },
      onCall: (call) => {
        this.log.push(call);
        onCall?.(call);
      },
    });
  }

  /** Carries out the tasks of a site's state machine, for `interpret`. They call the site's own region only. */
  worldOf(site: Site): World {
    const region = this.props.regions[site];
    return (resource, args) => {
      const [service = "", action = ""] = resource.split(":").slice(-2);
      return this.#wire.call({ from: region, region, service, action, args });
    };
  }

  /** A call from elsewhere: an operator's, or another function's. */
  readonly call: Wire["call"] = (call) => this.#wire.call(call);
}
