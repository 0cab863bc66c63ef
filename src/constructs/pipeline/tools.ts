/** A program that a build fetches: what does not have the digest is not run. */
interface Tool {
  readonly url: string;
  /** Of the archive, in hexadecimal. */
  readonly sha256: string;
}

/** Terraform's oldest minor version that the stacks take. */
const TERRAFORM_VERSION = "1.11.4";

/** The first with its digest in many public build files alike. */
const CRANE_VERSION = "0.20.3";

/**
 * What the builds need beside Node.js and the AWS CLI.
 *
 * Source of the digests: SHA256SUMS of the releases, as several public projects on GitHub pin them alike; read 2026-11.
 */
export const TOOLS: Readonly<Record<"terraform" | "crane", Tool>> = {
  terraform: {
    url: `https://releases.hashicorp.com/terraform/${TERRAFORM_VERSION}/terraform_${TERRAFORM_VERSION}_linux_amd64.zip`,
    sha256: "1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc",
  },
  /** Copies images between registries without a Docker daemon, so no build is privileged. */
  crane: {
    url: `https://github.com/google/go-containerregistry/releases/download/v${CRANE_VERSION}/go-containerregistry_Linux_x86_64.tar.gz`,
    sha256: "36c67a932f489b3f2724b64af90b599a8ef2aa7b004872597373c0ad694dc059",
  },
};
