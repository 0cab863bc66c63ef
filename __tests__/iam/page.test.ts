import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wildcardsIn } from "../../src/iam/listing";
import { WILDCARDS_PAGE, wildcardsPage } from "../../src/iam/page";
import { policiesIn } from "../../src/iam/policies";
import { shippedStacks } from "../../src/policy/shipped-stacks";

const root = join(__dirname, "..", "..");
const shipped = shippedStacks(root);
const configurations = Object.values(shipped).flatMap((stacks) => Object.values(stacks));

describe("docs/iam-wildcards.md", () => {
  it("lists the wildcards in the stacks (run `npm run iam-page` after a change)", () => {
    expect(readFileSync(join(root, WILDCARDS_PAGE), "utf8")).toBe(wildcardsPage(shipped));
  });

  it("leaves no wildcard without a reason, and no policy unread", () => {
    const listings = configurations.map(wildcardsIn);

    expect(listings.flatMap(({ listed }) => listed).filter(({ reason }) => !reason)).toEqual([]);
    expect(listings.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    // Else nothing at all could have been read.
    expect(configurations.flatMap(policiesIn).length).toBeGreaterThanOrEqual(20);
  });

  it("gathers equal statements, and shows policies of AWS apart", () => {
    const policy = JSON.stringify({
      Statement: [{ Sid: "S", Effect: "Allow", Action: "a:*", Resource: "*" }],
    });
    const stack = {
      resource: {
        aws_sqs_queue: {
          one: { policy },
          other: { policy, "//": { wildcards: { policy: { S: "because" } } } },
        },
        aws_iam_role_policy_attachment: {
          theirs: { policy_arn: "arn:aws:iam::aws:policy/X" },
          ours: { policy_arn: "${aws_iam_policy.x.arn}" },
        },
      },
    };
    const lines = wildcardsPage({ dev: { a: stack }, prod: { a: stack } }).split("\n");

    expect(lines.filter((line) => /^\| `/.test(line))).toEqual([
      "| `a:*`<br>`resource *` | **none** | dev, prod | a `aws_sqs_queue.one` policy: S |",
      "| `a:*`<br>`resource *` | because | dev, prod | a `aws_sqs_queue.other` policy: S |",
      "| `arn:aws:iam::aws:policy/X` | dev, prod | a `aws_iam_role_policy_attachment.theirs` |",
    ]);
  });
});
