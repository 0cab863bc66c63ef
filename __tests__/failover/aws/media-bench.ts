import type { Site } from "../../../src/config/site";
import { AslError } from "../../../src/failover/asl/asl-error";
import { Crash } from "../../../src/failover/asl/crash";
import type { World } from "../../../src/failover/asl/execution";
import { storeFromConfigurations } from "../../../src/failover/aws/store-from-configurations";
import { Files } from "../../../src/failover/simulation/world/files";
import { Bench } from "./bench";
import { mediaShop } from "./shop";

export const PRIMARY = "us-east-1";
export const DR = "us-east-2";

const REPLICATION = "aws_efs_replication_configuration";

type Answer = (model: () => Promise<unknown>) => unknown;

/** The shop with file systems, with answers that can be replaced, and an apply of its primary stack. */
export class MediaBench extends Bench {
  /** Answers instead of the model's, by the call: `efs:describeFileSystems`. */
  readonly instead = new Map<string, Answer>();
  /** The state whose call is the last that its execution makes, once. */
  crash: { readonly state: string; readonly isAfterCall: boolean } | undefined;
  private readonly files: Files;

  constructor() {
    super({}, "media");
    const wanted = {
      primary: storeFromConfigurations(mediaShop),
      dr: storeFromConfigurations(mediaShop, "dr"),
    };
    const { clock, store } = this;
    this.files = new Files({ clock, store, wanted, regions: { primary: PRIMARY, dr: DR } });
  }

  protected override worldOf(site: Site): World {
    const model = super.worldOf(site);
    return async (resource, args, call) => {
      const { crash } = this;
      const crashes = crash?.state === call.stateName;
      if (crashes) this.crash = undefined;
      if (crashes && !crash?.isAfterCall) throw new Crash(call.stateName);
      const answer = this.instead.get(resource.split(":").slice(-2).join(":"));
      const found = await (answer ? answer(() => model(resource, args, call)) : model(resource, args, call));
      if (crashes) throw new Crash(call.stateName);
      return found;
    };
  }

  /** What an apply of the primary stack does with the replications. */
  apply(activeSite: Site): void {
    this.files.apply(activeSite);
  }

  /** As EFS says it of the file system of a region. */
  protection(region: string): unknown {
    const [protection] = this.attributes("aws_efs_file_system", region).protection as readonly unknown[];
    return (protection as { readonly replication_overwrite: string }).replication_overwrite;
  }

  /** The regions of the sources of all replications that Terraform finds. */
  get sources(): string[] {
    return this.store.find(REPLICATION).map(({ region }) => region);
  }

  /** The arguments of all calls of an action until now. */
  argumentsOf(action: string): unknown[] {
    return this.model.log.filter((call) => call.action === action).map(({ args }) => args);
  }
}

/** What a service refuses. */
export function refused(name: string): Answer {
  return () => {
    throw new AslError(name, "as this test wants it");
  };
}

/** Nobody answers. */
export const silence: Answer = () => new Promise(() => {});
