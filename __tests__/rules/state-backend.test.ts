import { LocalBackend } from "cdktf";
import { breachesAfter, type Mistake } from "./mistake";

/** A mistake in one argument of the S3 backend. Undefined takes the argument out. */
function argument(what: string, name: string, value: unknown, breach: string): Mistake {
  return {
    what,
    make: ({ primary }) => primary.addOverride(`terraform.backend.s3.${name}`, value),
    breaches: [`state-backend: ${breach}`],
  };
}

const layout = (key: string) => `the key ${key} must be payments/<environment>/primary.tfstate`;
const unencrypted = "the state must be encrypted with the site's key";

const mistakes: Mistake[] = [
  {
    what: "a local backend",
    make: ({ primary }) => {
      primary.node.tryRemoveChild("backend");
      new LocalBackend(primary, {});
      primary.addOverride("terraform.backend.s3", undefined);
    },
    breaches: ["state-backend: the backend is local: it must be s3"],
  },
  {
    what: "no backend",
    make: ({ primary }) => primary.addOverride("terraform.backend", undefined),
    breaches: ["state-backend: the backend is none: it must be s3"],
  },
  argument(
    "a bucket in the other region",
    "region",
    "us-east-2",
    "the state bucket must be in us-east-1, not in us-east-2",
  ),
  argument("a bucket without a name", "bucket", undefined, "the state bucket has no name"),
  argument("a missing lock table", "dynamodb_table", undefined, "the lock table (dynamodb_table) is missing"),
  argument("a missing lock file", "use_lockfile", undefined, "use_lockfile must be true"),
  argument("a lock file that is off", "use_lockfile", false, "use_lockfile must be true"),
  argument("a state without encryption", "encrypt", false, unencrypted),
  argument("a state with AWS's own key", "kms_key_id", undefined, unencrypted),
  argument("the other site's state", "key", "payments/dev/dr.tfstate", layout("payments/dev/dr.tfstate")),
  argument(
    "another system's state",
    "key",
    "mediadb/dev/primary.tfstate",
    layout("mediadb/dev/primary.tfstate"),
  ),
  argument(
    "a state that all environments would share",
    "key",
    "payments/primary.tfstate",
    layout("payments/primary.tfstate"),
  ),
];

test.each(mistakes)("the state-backend rule catches $what", ({ breaches, ...mistake }) => {
  expect(breachesAfter(mistake)).toEqual(breaches);
});
