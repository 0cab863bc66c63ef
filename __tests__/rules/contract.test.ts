import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { AliasedScope } from "../../src/stacks/aliased-scope";
import { PublishedContract, ReadContract } from "../../src/stacks/contract";
import { constructOf } from "../support/stack";
import { breachesAfter, type Mistake } from "./mistake";

const NAME = "/standby/payments/dev/primary/queue-arn";
const UNWRITTEN = `reads ${NAME}, which the primary stack does not write`;

const mistakes: Mistake[] = [
  {
    what: "a value that nobody publishes",
    site: "dr",
    make: ({ dr }) => void constructOf(dr, ReadContract).value("queue-arn"),
    breaches: [`contract: data.aws_ssm_parameter.contract_queue-arn_3EA88F9E ${UNWRITTEN}`],
  },
  {
    what: "a value that is published into the primary region only",
    site: "dr",
    make: ({ primary, dr }) => {
      new PublishedContract(primary, "contract", { "queue-arn": "arn" });
      constructOf(dr, ReadContract).value("queue-arn");
    },
    breaches: [`contract: data.aws_ssm_parameter.contract_queue-arn_3EA88F9E ${UNWRITTEN}`],
  },
  {
    what: "a role record that the primary stack no longer mirrors",
    site: "dr",
    make: ({ primary }) => {
      constructOf(primary, SsmParameter, "active-site").name = "/standby/payments/dev/role";
    },
    breaches: [
      "contract: data.aws_ssm_parameter.role-record_active-site_D04DC5C8 reads " +
        "/standby/payments/dev/active-site, which the primary stack does not write",
    ],
  },
];

describe("the contract rule", () => {
  test.each(mistakes)("catches $what", ({ breaches, ...mistake }) => {
    expect(breachesAfter(mistake)).toEqual(breaches);
  });

  test("takes a value that is published into the DR region", () => {
    const make: Mistake["make"] = ({ primary, dr }) => {
      const scope = new AliasedScope(primary, "more", "dr");
      new PublishedContract(scope, "contract", { "queue-arn": "arn" });
      constructOf(dr, ReadContract).value("queue-arn");
    };
    expect(breachesAfter({ what: "", site: "dr", make })).toEqual([]);
  });
});
