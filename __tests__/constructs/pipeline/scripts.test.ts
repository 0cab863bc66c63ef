import { createHash } from "node:crypto";
import { buildspec } from "../../../src/constructs/pipeline/buildspec";
import { runBuild, type Stubs } from "./stubbed-build";

/** What a build does once its tools are there. */
function build(script: string, stubs: Stubs = {}) {
  const variables = { SYSTEM: "payments", STANDBY_ENV: "dev", ...stubs.variables };
  return runBuild(buildspec({ script, hasReport: false }).phases.build.commands, { ...stubs, variables });
}

describe("the installation", () => {
  const install = (
    download: string,
    sha256: string,
    more: Record<string, string> = {},
    stubs: Stubs = {},
  ) => {
    const variables = {
      TERRAFORM_URL: "https://example.com/terraform.zip",
      TERRAFORM_SHA256: sha256,
      CRANE_SHA256: sha256,
      ...more,
    };
    const { commands } = buildspec({ script: "check", hasReport: false }).phases.install;
    return runBuild(commands, { download, variables, ...stubs });
  };
  const text = "the release";
  const digest = createHash("sha256").update(text).digest("hex");

  it("unpacks Terraform where it has the digest, and installs what is locked", () => {
    const { status, calls } = install(text, digest);

    expect(status).toBe(0);
    expect(calls.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "curl --fail",
      "unzip -q",
      "npm ci",
    ]);
  });

  it("unpacks nothing that has another digest", () => {
    const { status, calls } = install("something else", digest);

    expect(status).not.toBe(0);
    expect(calls).toHaveLength(1);
  });

  it("fetches the program that copies images only where it is asked for, by its digest, too", () => {
    const crane = { CRANE_URL: "https://example.com/crane.tar.gz" };

    expect(install(text, digest, crane).calls.some((call) => call.startsWith("tar "))).toBe(true);
    const wrong = install(text, digest, { ...crane, CRANE_SHA256: "0".repeat(64) });
    expect(wrong.status).not.toBe(0);
    expect(wrong.calls.some((call) => call.startsWith("tar "))).toBe(false);
  });

  it.each(["curl", "unzip", "npm ci"])("fails where %s fails", (fails) => {
    expect(install(text, digest, {}, { fails }).status).not.toBe(0);
  });
});

describe("the checks", () => {
  it("are all tests, and fail with them", () => {
    expect(build("check")).toMatchObject({ status: 0, calls: ["npm test"] });
    expect(build("check", { fails: "npm test" }).status).not.toBe(0);
  });
});

describe("the rehearsal", () => {
  const steps = [
    "npm start -- payments",
    "npm run standby -- objectives payments",
    "npm run standby -- simulate payments --scenario region-loss --runs 1000 --least-met 99",
  ];

  it("rehearses, adds up and simulates, and leaves reports", () => {
    const { status, calls, reports } = build("rehearse");

    expect({ status, calls }).toEqual({ status: 0, calls: steps });
    expect(reports).toMatchObject({ "objectives.txt": true, "simulation.txt": true });
  });

  it.each(steps.map((step, index) => [step, index] as const))("fails where %s does", (step, index) => {
    expect(build("rehearse", { fails: step })).toMatchObject({
      status: 1,
      calls: steps.slice(0, index + 1),
    });
  });
});

describe("the plan", () => {
  const variables = { ROLE_ARN: "arn:aws:iam::111122223333:role/reader", PLAN_MAY_CHANGE: "true" };
  const plan = (stubs: Stubs = {}) =>
    build("plan", { ...stubs, variables: { ...variables, ...stubs.variables } });

  it("plans both stacks as the role, without the lock, and leaves the plans as text", () => {
    const { status, calls, reports } = plan();

    expect(status).toBe(0);
    expect(calls).toEqual([
      "npx --no-install cdktf synth (as role)",
      ...["primary", "dr"].flatMap((site) => [
        `terraform -chdir=cdktf.out/stacks/payments-${site} init -input=false -no-color (as role)`,
        `terraform -chdir=cdktf.out/stacks/payments-${site} plan -input=false -no-color -lock=false -detailed-exitcode (as role)`,
      ]),
    ]);
    expect(reports).toMatchObject({ "plan-primary.txt": true, "plan-dr.txt": true });
  });

  it("may propose changes where the settings say so, and only there", () => {
    const changes: Stubs = { fails: " plan ", code: 2 };

    expect(plan(changes).status).toBe(0);
    expect(plan({ ...changes, variables: { PLAN_MAY_CHANGE: "false" } }).status).not.toBe(0);
  });

  it.each(["synth", " init ", " plan "])("fails where %s fails", (fails) => {
    expect(plan({ fails }).status).not.toBe(0);
  });
});

describe("the detection of drift", () => {
  const variables = {
    ROLE_ARN: "arn:aws:iam::111122223333:role/reader",
    TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:payments-alerts-dev",
    TOPIC_REGION: "us-east-1",
    RUNBOOK: "docs/runbooks/drift.md",
  };
  const detect = (stubs: Stubs = {}) => build("detect", { ...stubs, variables });
  const look = "npm run --silent standby -- drift payments";

  it("tells nobody where all is in step", () => {
    expect(detect()).toMatchObject({ status: 0, calls: [look], reports: { "drift.txt": true } });
  });

  it("tells people in the build's own name what differs, and fails", () => {
    const { status, calls } = detect({ fails: "drift", code: 2 });

    expect(status).toBe(2);
    expect(calls.slice(1).join(" ")).toBe(
      "aws sns publish --region us-east-1 --topic-arn arn:aws:sns:us-east-1:111122223333:payments-alerts-dev " +
        "--subject payments: what is deployed is not what the source says --message  Runbook: docs/runbooks/drift.md",
    );
  });

  it("fails where it can't know, and leaves the message to the pipeline", () => {
    expect(detect({ fails: "drift", code: 1 })).toMatchObject({ status: 1, calls: [look] });
  });
});

describe("the drill", () => {
  const variables = {
    STANDBY_ENV: "drill",
    ROLE_ARN: "arn:aws:iam::222233334444:role/drill",
    DRILL_ACCOUNT: "222233334444",
    SOURCE_REPOSITORY: "111122223333.dkr.ecr.us-east-1.amazonaws.com/payments-service-dev",
    SOURCE_REGION: "us-east-1",
  };
  const drill = (stubs: Stubs = {}) => build("drill", { ...stubs, variables });
  const both = "payments-primary payments-dr --auto-approve (as role)";
  const destroy = `npx --no-install cdktf destroy ${both}`;

  it("makes the environment with its image, fails over and back, and destroys it", () => {
    const { status, calls } = drill();

    expect(status).toBe(0);
    expect(calls).toEqual([
      "aws ecr get-login-password --region us-east-1",
      "crane auth login --username AWS --password-stdin 111122223333.dkr.ecr.us-east-1.amazonaws.com",
      "aws sts get-caller-identity --query Account --output text (as role)",
      "npx --no-install cdktf synth (as role)",
      "npx --no-install tsx src/constructs/pipeline/scripts/drill-image.ts (as role)",
      "npm run standby -- bootstrap payments (as role)",
      destroy,
      "terraform -chdir=cdktf.out/stacks/payments-primary init -input=false (as role)",
      "terraform -chdir=cdktf.out/stacks/payments-primary apply -input=false -auto-approve -target=aws_ecr_repository.images (as role)",
      "aws ecr get-login-password --region us-east-1 (as role)",
      "crane auth login --username AWS --password-stdin 222233334444.dkr.ecr.us-east-1.amazonaws.com (as role)",
      "crane copy 111122223333.dkr.ecr.us-east-1.amazonaws.com/payments-service-dev@sha256:abc " +
        "222233334444.dkr.ecr.us-east-1.amazonaws.com/payments-service-drill:release-drill (as role)",
      `npx --no-install cdktf deploy ${both}`,
      "npm run standby -- failover payments --dry-run (as role)",
      "npm run standby -- drill payments --mode failover --stay --yes --report-folder reports (as role)",
      "npm run standby -- reprotect payments --yes (as role)",
      "npx --no-install cdktf deploy payments-primary --auto-approve (as role)",
      "npm run standby -- failback payments --dry-run (as role)",
      "npm run standby -- failback payments --yes (as role)",
      destroy,
    ]);
  });

  it.each([
    "cdktf deploy payments-primary payments-dr",
    "crane copy",
    // A missed objective ends it with 1.
    "standby -- drill",
    "standby -- reprotect",
    "failback payments --yes",
  ])("fails where %s fails, and destroys the environment all the same", (fails) => {
    const { status, calls } = drill({ fails });

    expect(status).toBe(1);
    expect(calls.at(-1)).toBe(destroy);
    expect(calls.at(-2)).toMatch(new RegExp(fails));
  });

  it("fails where the environment can't be destroyed, and says so", () => {
    const { status, stderr } = drill({ fails: "cdktf destroy" });

    expect(status).toBe(1);
    expect(stderr).toContain("is NOT destroyed");
  });

  it("destroys the environment when the time is up", () => {
    const { status, calls } = drill({ terminates: "standby -- drill" });

    expect(status).toBe(124);
    expect(calls.at(-1)).toBe(destroy);
  });

  it("waits until the way back is free, but not for ever", () => {
    const fails = "failback payments --dry-run";

    const late = drill({ fails, times: 2 });
    expect(late.status).toBe(0);
    expect(late.calls.filter((call) => call.startsWith("sleep 60"))).toHaveLength(2);
    const never = build("drill", { fails, variables: { ...variables, FAILBACK_MINUTES: "4" } });
    expect(never.status).toBe(1);
    expect(never.calls.filter((call) => call.startsWith("sleep"))).toHaveLength(3);
    expect(never.calls.at(-1)).toBe(destroy);
  });

  it.each<[string, Stubs]>([
    ["with the credentials of another account", { account: "111122223333" }],
    ["in an environment that is no place for it", { fails: "drill-image" }],
  ])("does nothing at all %s", (_where, stubs) => {
    const { status, calls } = drill(stubs);

    expect(status).toBe(1);
    expect(calls.filter((call) => /deploy|destroy|apply|standby/.test(call))).toEqual([]);
  });
});
