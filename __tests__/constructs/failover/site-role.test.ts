import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { activeSiteParameterName, SiteRole } from "../../../src/constructs/failover/site-role";
import type { Site } from "../../../src/config/site";
import { argumentsOf, synthesizeStack } from "../../support/stack";

function retention(site: Site, numbers: { active: number; standby: number }): unknown {
  const configuration = synthesizeStack((stack) => {
    const mirror = new DataAwsSsmParameter(stack, "role", { name: "active-site" });
    const role = new SiteRole(site, mirror.insecureValue);
    new RdsCluster(stack, "user", { engine: "any", backupRetentionPeriod: role.choose(numbers) });
  });
  return argumentsOf(configuration, "aws_rds_cluster").backup_retention_period;
}

describe("the role of a site", () => {
  test.each<{ site: Site }>([{ site: "primary" }, { site: "dr" }])(
    "decides by the active site's name at run time whether $site has its full size",
    ({ site }) => {
      expect(retention(site, { active: 8, standby: 0.5 })).toBe(
        `\${(data.aws_ssm_parameter.role.insecure_value == "${site}") ? 8 : 0.5}`,
      );
    },
  );

  test("gives a literal where both sizes are one, so that a failover shows in no plan", () => {
    expect(retention("dr", { active: 2, standby: 2 })).toBe(2);
  });

  test("chooses a text as it chooses a number", () => {
    const configuration = synthesizeStack((stack) => {
      const mirror = new DataAwsSsmParameter(stack, "role", { name: "active-site" });
      const role = new SiteRole("dr", mirror.insecureValue);
      stack.addOverride("locals", {
        differs: role.chooseText({ active: "ignore", standby: "breaching" }),
        same: role.chooseText({ active: "ignore", standby: "ignore" }),
      });
    });
    expect(configuration).toHaveProperty("locals", {
      differs: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? "ignore" : "breaching"}',
      same: "ignore",
    });
  });

  test("chooses whether something is so", () => {
    const configuration = synthesizeStack((stack) => {
      const mirror = new DataAwsSsmParameter(stack, "role", { name: "active-site" });
      const role = new SiteRole("dr", mirror.insecureValue);
      stack.addOverride("locals", {
        differs: role.chooseFlag({ active: true, standby: false }),
        same: role.chooseFlag({ active: false, standby: false }),
      });
    });
    expect(configuration).toHaveProperty("locals", {
      differs: '${(data.aws_ssm_parameter.role.insecure_value == "dr") ? true : false}',
      same: false,
    });
  });

  test("keeps a standby size of nothing", () => {
    expect(retention("dr", { active: 3, standby: 0 })).toContain("? 3 : 0}");
  });
});

test("the active site's name stands under the system and the suffix", () => {
  expect(activeSiteParameterName("payments", "dev")).toBe("/standby/payments/dev/active-site");
});
