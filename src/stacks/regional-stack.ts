import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, S3Backend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { deploymentRoleOf } from "../config/deployment-role";
import type { Environment } from "../config/environment";
import { physicalName, type NameKind } from "../config/naming";
import type { Residency } from "../config/residency";
import type { PerSite, Site } from "../config/site";
import { stateLocation, type StateLocation } from "../state/locations";
import type { TerraformConfiguration } from "../terraform/configuration";
import { renderEphemeralBlocks } from "../terraform/ephemeral-resource";
import { OUTPUT_DESCRIPTIONS } from "./output-descriptions";

/**
 * The provider's versions that the stacks work with. The bindings are made from 6.25; the per-resource `region`
 * came with 6.0, the logs of health checks with a later one.
 */
const AWS_PROVIDER_VERSION = "~> 6.25";

/** Write-only arguments came with Terraform 1.11 and with OpenTofu 1.11. */
const TERRAFORM_VERSION = ">= 1.11.0";

/** What a regional stack is made from. */
export interface RegionalStackProps {
  readonly system: string;
  readonly site: Site;
  readonly regions: PerSite<string>;
  readonly environment: Environment;
  /** Tags of every resource, beside those that the stack sets. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * The area that the system's data must not leave.
   *
   * @default - none
   */
  readonly residency?: Residency | undefined;
}

/**
 * The stack of one site of one system, with a state of its own.
 *
 * Its default provider works in its own region. The aliases `primary` and `dr` exist in both stacks;
 * only the primary stack may use the other site's (see the rule `own-region`).
 */
export class RegionalStack extends TerraformStack {
  readonly system: string;
  readonly site: Site;
  readonly region: string;
  readonly regions: PerSite<string>;
  readonly environment: Environment;
  readonly residency: Residency | undefined;
  /** The site's provider, aliased. The default provider needs no mention. */
  readonly aliases: PerSite<AwsProvider>;
  readonly state: StateLocation;

  constructor(scope: Construct, { system, site, regions, environment, tags, residency }: RegionalStackProps) {
    super(scope, `${system}-${site}`);
    this.system = system;
    this.site = site;
    this.region = regions[site];
    this.regions = regions;
    this.environment = environment;
    this.residency = residency;

    const allTags = { ...environment.tags, ...tags, Application: system, Environment: environment.name };
    const role = deploymentRoleOf(environment);
    const assumed = role && {
      roleArn: role.arn,
      sessionName: role.sessionName,
      ...(role.externalId !== undefined && { externalId: role.externalId }),
    };
    const providerFor = (owner: Site, alias?: Site) =>
      new AwsProvider(this, alias ?? "aws", {
        ...(alias ? { alias } : {}),
        region: regions[owner],
        // Names and ARNs of the other site are computed from the account, so another account can't work.
        allowedAccountIds: [environment.account],
        ...(assumed && { assumeRole: [assumed] }),
        defaultTags: [{ tags: { ...allTags, Site: owner, ManagedBy: `standby/${this.node.id}` } }],
      });
    providerFor(site);
    this.aliases = { primary: providerFor("primary", "primary"), dr: providerFor("dr", "dr") };

    this.state = stateLocation(
      {
        system,
        environment: environment.name,
        suffix: environment.suffix,
        account: environment.account,
        regions,
      },
      site,
    );
    new S3Backend(this, {
      bucket: this.state.bucket,
      key: this.state.key,
      region: this.state.region,
      dynamodbTable: this.state.lockTable,
      encrypt: true,
      ...(assumed && { assumeRole: assumed }),
      kmsKeyId: `arn:aws:kms:${this.state.region}:${environment.account}:${this.state.keyAlias}`,
    });
    // The type of the backend lacks it. With both locks, releases that know only one of them exclude each other.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
    this.addOverride("terraform.required_providers.aws.version", AWS_PROVIDER_VERSION);
    if (!environment.domain) {
      Annotations.of(this).addWarning(
        "no domain is set, so there is no DNS failover: set domain in the environment file or STANDBY_DOMAIN",
      );
    }
  }

  /** The stack that a construct is part of. */
  static override of(construct: Construct): RegionalStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof RegionalStack) return stack;
    throw new Error(`${construct.node.path} needs a RegionalStack around it`);
  }

  /** Whether stateful resources of the environment must survive a destroy. */
  get isProtected(): boolean {
    return this.environment.protection === "protected";
  }

  /** The physical name of something in this stack's site, or in the site that it stands in through an alias. */
  physicalName(thing: string, kind: NameKind, site: Site = this.site): string {
    return physicalName({ system: this.system, site, suffix: this.environment.suffix }, thing, kind);
  }

  /** Declares outputs. None may depend on a role: a changed output alone would make a plan differ. */
  addOutputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const description = OUTPUT_DESCRIPTIONS[name];
      new TerraformOutput(this, name, { value, ...(description && { description }) });
    }
  }

  override toTerraform(): TerraformConfiguration {
    const configuration = super.toTerraform() as TerraformConfiguration;
    return {
      ...configuration,
      terraform: { ...configuration.terraform, required_version: TERRAFORM_VERSION },
    };
  }

  /**
   * CDKTF's HCL output leaves ephemeral blocks out in silence, and can't write `required_version`: both are added here.
   */
  override toHclTerraform(): ReturnType<TerraformStack["toHclTerraform"]> {
    const { hcl, metadata } = super.toHclTerraform();
    const requiredVersion = `terraform {\n  required_version = "${TERRAFORM_VERSION}"\n}`;
    return { hcl: [hcl, requiredVersion, ...renderEphemeralBlocks(this)].join("\n\n"), metadata };
  }
}
