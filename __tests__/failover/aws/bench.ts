import type { Site } from "../../../src/config/site";
import type { Json } from "../../../src/failover/asl/json";
import { VirtualClock } from "../../../src/failover/asl/clock";
import type { World } from "../../../src/failover/asl/execution";
import type { ExecutionEvent } from "../../../src/failover/asl/events";
import { interpret, type ExecutionResult } from "../../../src/failover/asl/interpret";
import { AwsModel, type AwsModelProps } from "../../../src/failover/aws/model";
import { storeFromConfigurations } from "../../../src/failover/aws/store-from-configurations";
import type { Happening } from "../../../src/failover/aws/surroundings";
import { DURATIONS } from "../../../src/failover/durations";
import type { MemoryStore } from "../../../src/failover/aws/memory-store";
import { composed, scopeOf, type Database } from "../machine/machines";
import { SHOPS } from "./shop";

/** The shop's two sites on a model of AWS, with everything that happens in it. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly store: MemoryStore;
  readonly down = new Set<string>();
  readonly started: { readonly site: Site; readonly input: Json; readonly executionArn: string }[] = [];
  readonly happened: (Happening & { readonly at: number })[] = [];
  readonly events: ExecutionEvent[] = [];
  readonly model: AwsModel;
  private executions = 0;

  constructor(
    props: Partial<AwsModelProps> = {},
    protected readonly database: Database = "aurora",
  ) {
    this.store = storeFromConfigurations(SHOPS[database]);
    this.model = new AwsModel({
      clock: this.clock,
      store: this.store,
      regions: { primary: "us-east-1", dr: "us-east-2" },
      duration: (name) => DURATIONS[name].expectedSeconds,
      isReachable: (region, from) => !this.down.has(region) && !this.down.has(from),
      onStart: (site, input, executionArn) => this.started.push({ site, input, executionArn }),
      onHappening: (happening) => this.happened.push({ ...happening, at: this.clock.now }),
      ...props,
    });
  }

  /** Runs a site's machine to its end. */
  async run(site: Site, input: Json): Promise<ExecutionResult> {
    const Name = `execution-${(this.executions += 1)}`;
    const Id = `${scopeOf(site).machineArn.replace(":stateMachine:", ":execution:")}:${Name}`;
    this.model.sfn.begin(Id, input);
    const result = await this.clock.settle(
      interpret(composed(site, this.database).definition, {
        input,
        clock: this.clock,
        random: () => 0.5,
        task: this.worldOf(site),
        context: { Id, Name },
        onEvent: (event) => this.events.push(event),
      }),
    );
    this.model.sfn.end(Id, result.status === "CRASHED" ? "ABORTED" : result.status);
    return result;
  }

  /** What answers the calls of a site's machine. */
  protected worldOf(site: Site): World {
    return this.model.worldOf(site);
  }

  /** Lets time pass. */
  async pass(seconds: number): Promise<void> {
    await this.clock.settle(this.clock.sleep(seconds * 1000));
  }

  /** What Terraform reads back of the only resource of a type, in a region. */
  attributes(type: string, region: string): Readonly<Record<string, unknown>> {
    const [found, ...others] = this.store.find(type, region);
    if (!found || others.length > 0) throw new Error(`not one ${type} in ${region}`);
    return found.attributes;
  }

  /** A call from a region to itself. */
  call(region: string, service: string, action: string, args: Json): Promise<unknown> {
    return this.clock.settle(this.model.call({ from: region, region, service, action, args }));
  }
}
