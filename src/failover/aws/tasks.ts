import { after, type Surroundings } from "./surroundings";
import type { StoredValue } from "./store";

/** The tasks of one service, by the time at which each began to run. */
interface Running {
  readonly since: number[];
  starting: number;
}

/**
 * The tasks that run for the services of ECS: they follow the desired count. A task takes its time to start, and starts only
 * while its region answers and has room for it; otherwise it is tried again. A task that is stopped leaves the count at once:
 * ECS counts those that run, and what connections are still drained is not modelled.
 *
 * Source: ECS developer guide, task lifecycle, read 2026-11.
 */
export class Tasks {
  readonly #running = new Map<string, Running>();

  /** All services are steady at first: as many tasks run as are wanted, for a long time already. */
  constructor(private readonly world: Surroundings) {
    for (const service of world.store.find("aws_ecs_service")) {
      const since = Array.from({ length: desiredOf(service) }, () => Number.NEGATIVE_INFINITY);
      this.#running.set(keyOf(service), { since, starting: 0 });
    }
  }

  /** How many tasks of a service run. */
  count(service: StoredValue): number {
    return this.of(service).since.length;
  }

  /** How many tasks of a service are about to run. */
  starting(service: StoredValue): number {
    return this.of(service).starting;
  }

  /** When each task of a service began to run, in milliseconds on the clock. */
  since(service: StoredValue): readonly number[] {
    return this.of(service).since;
  }

  /** Starts or stops tasks until as many run as the service wants now. */
  follow(service: StoredValue): void {
    const running = this.of(service);
    const desired = this.desiredNow(service);
    if (running.since.length > desired) {
      // The newest go first: which ones do makes no difference here.
      running.since.splice(desired);
      this.told(service);
    }
    while (running.since.length + running.starting < desired) {
      running.starting += 1;
      this.start(service);
    }
  }

  /** Loses tasks, as when a zone fails; ECS starts others. */
  lose(service: StoredValue, count: number): void {
    this.of(service).since.splice(0, count);
    this.told(service);
    this.follow(service);
  }

  private start(service: StoredValue): void {
    const { world } = this;
    after(world, world.duration("fargateTask"), service.region, () => {
      const running = this.of(service);
      if (running.since.length >= this.desiredNow(service)) {
        running.starting -= 1;
      } else if (this.runningIn(service.region) >= world.taskCapacity(service.region)) {
        this.start(service);
      } else {
        running.starting -= 1;
        running.since.push(world.clock.now);
        this.told(service);
      }
    });
  }

  private told(service: StoredValue): void {
    const { region, attributes } = service;
    const running = this.count(service);
    this.world.tell({ type: "tasks changed", region, service: String(attributes["name"]), running });
  }

  private runningIn(region: string): number {
    return this.world.store
      .find("aws_ecs_service", region)
      .reduce((sum, service) => sum + this.count(service), 0);
  }

  private desiredNow({ region, id }: StoredValue): number {
    const service = this.world.store.find("aws_ecs_service", region).find((other) => other.id === id);
    return service ? desiredOf(service) : 0;
  }

  private of(service: StoredValue): Running {
    const running = this.#running.get(keyOf(service));
    if (!running) throw new Error(`the service ${service.id} did not exist at first`);
    return running;
  }
}

function keyOf({ region, id }: StoredValue): string {
  return `${region} ${id}`;
}

function desiredOf({ attributes }: StoredValue): number {
  return Number(attributes["desired_count"] ?? 0);
}
