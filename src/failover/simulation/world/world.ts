import { SITES, type PerSite, type Site } from "../../../config/site";
import { VirtualClock } from "../../asl/clock";
import type { Json } from "../../asl/json";
import type { Random } from "../../asl/random";
import type { MemoryStore } from "../../aws/memory-store";
import { AwsModel } from "../../aws/model";
import type { FileProtection, Happening } from "../../aws/surroundings";
import { Executions, type Faults, type Run } from "../executions";
import { between, type Sampler } from "../sampler";
import type { DetectionAlarm, Subject } from "../subject";
import { CheckerVerdict } from "./checkers";
import { Conditions } from "./conditions";
import { Databases } from "./databases";
import { Detection } from "./detection";
import { Files } from "./files";
import { lostSeconds } from "./loss";
import { Names } from "./names";
import { Publishers } from "./publishers";
import { Records } from "./records";
import { RoleKnowledge } from "./role-knowledge";
import { SiteService } from "./site";
import { Vantage } from "./vantage";

/** What a world is made from. */
export interface WorldProps {
  readonly subject: Subject;
  readonly duration: Sampler;
  readonly random: Random;
  /** What goes wrong in the state machines. @default - nothing */
  readonly faults?: Faults;
}

/** Something that happened, for the timeline. */
export interface Note {
  /** Milliseconds on the clock. */
  readonly at: number;
  readonly text: string;
}

const MINUTE_MS = 60_000;

const FILES: Readonly<Record<FileProtection, string>> = {
  ENABLED: "takes writes",
  DISABLED: "may be overwritten",
  REPLICATING: "is a copy",
};

/** A system with both of its sites, what AWS does for it, and what looks at it; all of it on a virtual clock. */
export class World {
  readonly clock = new VirtualClock();
  readonly conditions = new Conditions();
  readonly notes: Note[] = [];
  readonly store: MemoryStore;
  readonly model: AwsModel;
  readonly records: Records;
  readonly databases: Databases;
  readonly files: Files;
  readonly names: Names;
  readonly services: PerSite<SiteService>;
  readonly executions: Executions;
  readonly detection: Detection;
  readonly #publishers: Publishers;
  readonly #vantage: Vantage;
  readonly #roles: PerSite<RoleKnowledge>;
  readonly #alarmListeners: ((alarm: DetectionAlarm) => void)[] = [];
  readonly #endListeners: ((run: Run) => void)[] = [];
  /** Databases that have lost the writer and are rebuilt by AWS itself, by their ARNs. */
  readonly #rebuilding = new Set<string>();
  #mistake: { readonly error: unknown } | undefined;

  constructor(private readonly props: WorldProps) {
    const { subject, duration, random } = props;
    const { clock, conditions } = this;
    this.store = subject.store.copy();
    this.model = this.makeModel(props);
    this.records = new Records(clock, subject, conditions, this.model);
    const { regions, role } = subject;
    const lag = this.store.find("aws_db_instance").length > 0 ? "replicaLag" : "auroraLag";
    this.databases = new Databases({ clock, conditions, regions, lagSeconds: duration(lag) });
    this.files = new Files({ clock, regions, wanted: subject.wanted, store: this.store });
    this.names = new Names(clock, duration);
    this.#roles = perSite(
      (site) => new RoleKnowledge({ clock, site, read: () => this.records.readAs(site), ...role }),
    );
    this.services = perSite((site) => this.makeService(site));
    const vantage = this.makeVantage(subject.checkers && new CheckerVerdict(clock, subject.checkers, random));
    this.#vantage = vantage;
    this.detection = new Detection({
      clock,
      duration,
      alarms: subject.alarms,
      vantage,
      readRecord: () => {
        if (conditions.now.up.dr) return this.records.record.now;
        throw new Error("the DR region is lost");
      },
      onAlarm: (alarm) => {
        this.note(`alarm: ${alarm.name}`);
        this.#alarmListeners.forEach((listener) => listener(alarm));
      },
    });
    this.#publishers = new Publishers(clock, conditions, this.records, this.names);
    this.executions = this.makeExecutions(props);
    this.connect();
  }

  onAlarm(listener: (alarm: DetectionAlarm) => void): void {
    this.#alarmListeners.push(listener);
  }

  /** An execution has ended. */
  onEnd(listener: (run: Run) => void): void {
    this.#endListeners.push(listener);
  }

  /** Whether every database that lost the writer follows the new one, or waits for a command to. */
  get databasesFollow(): boolean {
    return this.#rebuilding.size === 0;
  }

  /** Whether AWS still changes a database that no execution waits for. */
  get databasesChange(): boolean {
    return this.model.rds.instances.areBusy;
  }

  note(text: string): void {
    this.notes.push({ at: this.clock.now, text });
  }

  /** Lets schedules begin, each at its own moment of the minute. */
  start(): void {
    const { random } = this.props;
    this.detection.start(between(0, MINUTE_MS, random));
    this.#publishers.start(between(0, MINUTE_MS, random));
  }

  /** Ends schedules: nothing that they could see matters any more. */
  stop(): void {
    this.detection.stop();
    this.#publishers.stop();
  }

  /** How many tasks of a site run. */
  runningTasks(site: Site): number {
    const services = this.store.find("aws_ecs_service", this.props.subject.regions[site]);
    return services.reduce((sum, service) => sum + this.model.tasks.count(service), 0);
  }

  /** Loses tasks of a site; ECS starts others. */
  loseTasks(site: Site, count: number): void {
    for (const service of this.store.find("aws_ecs_service", this.props.subject.regions[site])) {
      this.model.tasks.lose(service, count);
    }
  }

  /** Whether callers who follow the names are served now. */
  get isServing(): boolean {
    const service = this.services[this.names.answer.now];
    return service.acknowledges.now && service.failing.now === 0;
  }

  /** How much acknowledged data is lost, in seconds. */
  get lostSeconds(): number {
    const { databases, services, clock } = this;
    const acknowledges = perSite((site) => services[site].acknowledges);
    return lostSeconds({ takeovers: databases.takeovers, acknowledges, now: clock.now });
  }

  /** Writes the record by hand, or in the primary region the emergency record, as somebody might who is not meant to. */
  async writeRecord(at: Site, activeSite: Site, epoch: number): Promise<void> {
    const { system, regions } = this.props.subject;
    const [item] = this.store.find("aws_dynamodb_table_item", regions.dr);
    const args = {
      TableName: String(item?.attributes.table_name),
      Key: { system: { S: at === "dr" ? system : `${system}#emergency` } },
      UpdateExpression: "SET active_site = :site, epoch = :epoch",
      ExpressionAttributeValues: { ":site": { S: activeSite }, ":epoch": { N: String(epoch) } },
    };
    await this.call(at, "dynamodb", "updateItem", args);
  }

  /** Sets how many tasks a site wants, as somebody might who is not meant to. */
  async setTasks(site: Site, count: number): Promise<void> {
    const [service] = this.store.find("aws_ecs_service", this.props.subject.regions[site]);
    const { cluster, name } = service?.attributes ?? {};
    await this.call(site, "ecs", "updateService", {
      Cluster: String(cluster),
      Service: String(name),
      DesiredCount: count,
    });
  }

  /**
   * Lets time pass.
   *
   * @throws what is nobody's fault but the simulation's.
   */
  async run(isOver: () => boolean): Promise<void> {
    await this.clock.run(() => this.#mistake !== undefined || isOver());
    if (this.#mistake) throw this.#mistake.error;
  }

  private async call(site: Site, service: string, action: string, args: Json): Promise<void> {
    const region = this.props.subject.regions[site];
    await this.model.call({ from: region, region, service, action, args });
  }

  private makeModel({ subject, duration }: WorldProps): AwsModel {
    const { clock, conditions } = this;
    const { regions } = subject;
    const siteIn = (region: string): Site => (region === regions.dr ? "dr" : "primary");
    return new AwsModel({
      clock,
      store: this.store,
      regions,
      duration,
      isReachable: (region, from) =>
        region === from ? conditions.now.up[siteIn(region)] : conditions.sitesReachEachOther,
      taskCapacity: (region) => conditions.now.room[siteIn(region)],
      onStart: (site, input, arn) => this.executions.start(site, input, { known: arn }),
      probe: {
        confirm: (site, suspicion) => this.#vantage.confirm(site, suspicion),
        measure: (site) => this.#vantage.measure(site),
      },
      onHappening: (happening) => this.take(happening),
    });
  }

  private makeService(site: Site): SiteService {
    const { clock, conditions, databases } = this;
    const tasks = () => this.runningTasks(site);
    return new SiteService({ site, clock, conditions, databases, role: this.#roles[site], tasks });
  }

  private makeVantage(checkers: CheckerVerdict | undefined): Vantage {
    const { clock, conditions, services, names } = this;
    const see = () => checkers?.see(services.primary.answers ? conditions.now.failing.primary : 1);
    conditions.onChange(see);
    const { random } = this.props;
    return new Vantage({
      clock,
      conditions,
      services,
      names,
      random,
      checkers,
      lostSeconds: () => this.lostSeconds,
    });
  }

  private makeExecutions({ subject, random, faults }: WorldProps): Executions {
    return new Executions({
      subject,
      clock: this.clock,
      random,
      model: () => this.model,
      ...(faults && { faults }),
      onMistake: (error) => {
        this.#mistake ??= { error };
      },
      onEnd: (run) => this.#endListeners.forEach((listener) => listener(run)),
    });
  }

  private connect(): void {
    const roles = () => SITES.forEach((site) => this.#roles[site].refresh());
    const services = () => SITES.forEach((site) => this.services[site].refresh());
    this.conditions.onChange(roles);
    this.records.onChange(roles);
    this.databases.onChange(services);
    this.onEnd(({ mode, result }) => {
      if (mode !== "reprotect" || result?.status !== "SUCCEEDED") return;
      this.files.apply(this.records.role.activeSite);
    });
  }

  private take(happening: Happening): void {
    this.records.take(happening);
    this.databases.take(happening);
    this.files.take(happening);
    switch (happening.type) {
      case "metric published":
        return this.names.publish(happening.metric, happening.value);
      case "tasks changed":
        return SITES.forEach((site) => this.services[site].refresh());
      case "database moved":
        if (happening.loses && happening.fences) this.#rebuilding.add(happening.from);
        return this.note(`the database writes in ${happening.to.split(":")[3]}`);
      case "database follows":
        this.#rebuilding.delete(happening.cluster);
        return this.note(`the database in ${happening.cluster.split(":")[3]} follows again`);
      case "files protected":
        return this.note(`the file system in ${happening.region} ${FILES[happening.protection]}`);
      case "database gone":
        return this.note(`the stale database in ${happening.instance.split(":")[3]} is deleted`);
      default:
    }
  }
}

function perSite<T>(value: (site: Site) => T): PerSite<T> {
  return { primary: value("primary"), dr: value("dr") };
}
