import type { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../../src/cli/actions/synthesize";
import { commonSettings } from "../../../src/config/settings";
import { RegionalKey } from "../../../src/constructs/keys/regional-key";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import { StackFolder } from "../../../src/rehearsal/workspace";
import { AliasedScope } from "../../../src/stacks/aliased-scope";
import type { SystemDefinition } from "../../../src/systems/system";
import { MockProvider, typesInUse, type Store } from "../../../src/terraform/mock-provider";
import { Terraform } from "../../../src/terraform/terraform";
import { describeWithTerraform } from "../../support/optional";
import { ACCOUNT, destroyableEnvironment } from "../../support/synthesis";

const VERSION = "aws_secretsmanager_secret_version";
const CHANGES = 2;

/** A system of one secret. */
function vault(meddle: (version: SecretsmanagerSecretVersion) => void): SystemDefinition {
  return {
    name: "vault",
    objectives: { recoveryTimeMinutes: 15, recoveryPointMinutes: 5 },
    tags: {},
    settings: commonSettings({
      allowedRegions: ["us-east-1", "us-east-2"],
      regions: { primary: "us-east-1", dr: "us-east-2" },
      cidrs: { primary: "10.90.0.0/16", dr: "10.91.0.0/16" },
    }),
    build({ primary }) {
      const drRegion = new AliasedScope(primary, "dr-region", "dr");
      const key = (scope: AliasedScope | typeof primary) =>
        new RegionalKey(scope, "key", { purpose: "data", description: "Data" }).arn;
      const secret = new GeneratedSecret(primary, "secret", {
        purpose: "service",
        description: "A service's user",
        username: "service",
        keyArn: key(primary),
        replica: { region: "us-east-2", keyArn: key(drRegion) },
      });
      meddle(secret.version);
    },
  };
}

/** What a rotation leaves behind: the labels move on, and Secrets Manager removes versions without labels. */
function rotate(store: Store): void {
  const versions = store.list(VERSION);
  const stagesOf = ({ attributes }: (typeof versions)[number]) => attributes["version_stages"] as string[];
  const [current] = versions.filter((version) => stagesOf(version).includes("AWSCURRENT"));
  if (!current) throw new Error("there is no current version");
  for (const version of versions) {
    const stages = stagesOf(version).flatMap((stage) => {
      if (stage === "AWSPREVIOUS") return [];
      return stage === "AWSCURRENT" ? ["AWSPREVIOUS"] : [stage];
    });
    if (stages.length === 0) store.delete(version.region, VERSION, version.id);
    else store.update(version.region, VERSION, version.id, { version_stages: stages });
  }
  const next = `rotation-${versions.length}-${current.id.length}`;
  const [secret] = current.id.split("|");
  const attributes = { ...current.attributes, version_id: next, version_stages: ["AWSCURRENT"] };
  store.put({ ...current, id: `${secret}|${next}`, attributes });
}

/** Applies the system, and answers what a plan wants to change after each of some rotations; "nothing" at best. */
async function plansAfterRotations(
  rotations: number,
  meddle: (version: SecretsmanagerSecretVersion) => void = () => undefined,
): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), "standby-rotation-test-"));
  const systems = [vault(meddle)];
  const environment = destroyableEnvironment({ systems: { vault: {} } }, systems);
  synthesize({ environment, systems, outdir: root });
  const folder = new StackFolder("vault-primary", join(root, "stacks/vault-primary"), join(root, "work"));
  const provider = await MockProvider.start({ account: ACCOUNT, types: typesInUse(folder.configuration) });
  try {
    const variables = { TF_REATTACH_PROVIDERS: provider.reattach };
    const terraform = new Terraform(folder.path, { binary: "terraform", variables });
    await terraform.run(["init", "-input=false"]);
    await terraform.run(["apply", "-auto-approve", "-input=false"]);
    const plans: string[] = [];
    for (let rotation = 0; rotation < rotations; rotation++) {
      rotate(provider.store);
      const { exitCode, stdout } = await terraform.run(["plan", "-detailed-exitcode"], [CHANGES]);
      plans.push(exitCode === 0 ? "nothing" : (/# (.*)$/m.exec(stdout)?.[1] ?? stdout));
    }
    await terraform.run(["destroy", "-auto-approve"]);
    return plans;
  } finally {
    provider.stop();
    rmSync(root, { recursive: true, force: true });
  }
}

describeWithTerraform("the version that Terraform has written", () => {
  test("outlives every rotation, and no plan has anything to change", async () => {
    expect(await plansAfterRotations(3)).toEqual(["nothing", "nothing", "nothing"]);
  });

  test("would be lost at the second rotation without a label of its own, and a plan would write a new password", async () => {
    const plans = await plansAfterRotations(2, (version) => version.addOverride("version_stages", undefined));
    expect(plans).toEqual(["nothing", expect.stringMatching(/secret_version\..* will be created/)]);
  });

  test("would take AWSCURRENT back if its labels were not ignored", async () => {
    const plans = await plansAfterRotations(1, (version) => version.addOverride("lifecycle", undefined));
    expect(plans).toEqual([expect.stringMatching(/secret_version\..* will be updated in-place/)]);
  });
});
