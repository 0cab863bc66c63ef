import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Block, TerraformConfiguration } from "../../../terraform/configuration";

/** What the drill's script has to know of the isolated environment. */
export interface DrillImage {
  /** Where the image is copied to, with its registry. */
  readonly repository: string;
  /** The repository's region. */
  readonly region: string;
  /** The image that serves, by its digest. */
  readonly digest: string;
  /** What Terraform has to make before the image: its repositories, and what copies it to the other region. */
  readonly targets: readonly string[];
}

/** What an environment's file says, as far as it matters here. */
interface EnvironmentFile {
  readonly account?: string;
  readonly protection?: string;
  readonly systems?: Readonly<
    Record<string, { readonly service?: { readonly imageDigest?: string } } | undefined>
  >;
}

const REPOSITORY = "aws_ecr_repository";
const REPLICATION = "aws_ecr_replication_configuration";

/**
 * Reads off the primary stack of an isolated environment where its image goes.
 *
 * @throws Error with everything that makes the environment unfit for a drill.
 */
export function drillImage(
  system: string,
  account: string,
  file: EnvironmentFile,
  stack: TerraformConfiguration,
): DrillImage {
  const digest = file.systems?.[system]?.service?.imageDigest;
  const problems = [
    ...(file.account === account ? [] : [`account must be ${account}, which the drill's role is of`]),
    ...(file.protection === "destroyable" ? [] : ["protection must be destroyable: the drill destroys it"]),
    ...(digest ? [] : [`systems.${system}.service.imageDigest is missing: without an image nothing serves`]),
  ];
  const repositories = Object.entries(stack.resource?.[REPOSITORY] ?? {});
  const own = repositories.find(([, block]) => block.provider === undefined)?.[1];
  const region = ownRegion(stack);
  if (problems.length > 0 || !digest || !own || !region) {
    throw new Error(
      ["The environment can't be drilled:", ...problems.map((problem) => `- ${problem}`)].join("\n"),
    );
  }
  const addresses = (type: string) =>
    Object.keys(stack.resource?.[type] ?? {}).map((name) => `-target=${type}.${name}`);
  return {
    repository: `${account}.dkr.ecr.${region}.amazonaws.com/${String(own.name)}`,
    region,
    digest,
    targets: [...addresses(REPOSITORY), ...addresses(REPLICATION)],
  };
}

function ownRegion({ provider }: TerraformConfiguration): string | undefined {
  const providers = (provider?.aws ?? []) as readonly Block[];
  const own = providers.find(({ alias }) => alias === undefined);
  return own && String(own.region);
}

/** Prints repository, region, digest and targets in one line, for the shell. */
function print(): void {
  const { SYSTEM = "", DRILL_ACCOUNT = "", STANDBY_ENV = "" } = process.env;
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));
  const { repository, region, digest, targets } = drillImage(
    SYSTEM,
    DRILL_ACCOUNT,
    read("environments", `${STANDBY_ENV}.json`) as EnvironmentFile,
    read("cdktf.out", "stacks", `${SYSTEM}-primary`, "cdk.tf.json") as TerraformConfiguration,
  );
  console.log([repository, region, digest, ...targets].join(" "));
}

if (require.main === module) print();
