import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { providerOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import { imageRepositoryName } from "./image";

/** Starts the tag of an image that an environment may name by its digest. */
export const RELEASE_TAG_PREFIX = "release-";

/** How many images are kept, unless a system asks for more or fewer. */
const KEPT_IMAGES = 50;

/** How long an image without a tag is kept, in days: what a build has pushed and not tagged yet. */
const UNTAGGED_DAYS = 14;

/** What a repository of images is made from. */
export interface ImageRepositoryProps {
  /** Encrypts the images. A key of the repository's region. */
  readonly keyArn: string;
  /**
   * How many releases are kept, and how many of the latest images of any kind.
   *
   * @default 50
   */
  readonly keptImages?: number;
  /**
   * Whose images they are, in the repository's name.
   *
   * @default "service"
   */
  readonly thing?: string;
}

/**
 * The repository of an image in one region, the service's by default. Tags never move, and every image is scanned when it is pushed.
 *
 * The primary stack makes it twice, once in an aliased scope of the DR region: replication makes a repository that is
 * missing, but without the settings of the one that it copies.
 */
export class ImageRepository extends Construct {
  /** The same in both regions. */
  readonly repositoryName: string;
  /** Where images are pushed to. */
  readonly url: string;

  constructor(
    scope: Construct,
    id: string,
    { keyArn, keptImages = KEPT_IMAGES, thing }: ImageRepositoryProps,
  ) {
    super(scope, id);
    const provider = providerOf(this);
    this.repositoryName = imageRepositoryName(this, thing);
    const repository = new EcrRepository(this, "Default", {
      provider,
      name: this.repositoryName,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: !RegionalStack.of(this).isProtected,
    });
    new EcrLifecyclePolicy(this, "lifecycle", {
      provider,
      repository: repository.name,
      policy: lifecyclePolicy(keptImages),
    });
    this.url = repository.repositoryUrl;
  }
}

/**
 * Which images expire. ECR does not know which of them a task definition names, so releases have a rule to themselves:
 * what matches the tags of a rule, no rule after it may expire, and the untagged parts of an image stay as long as the
 * image does (ECR user guide, "Lifecycle policies", read 2026-11).
 */
function lifecyclePolicy(keptImages: number): string {
  const rules = [
    {
      description: `The last ${keptImages} releases stay, however many other images come`,
      selection: {
        tagStatus: "tagged",
        tagPrefixList: [RELEASE_TAG_PREFIX],
        countType: "imageCountMoreThan",
        countNumber: keptImages,
      },
    },
    {
      description: "Images without a tag go",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
    },
    {
      description: `Of the others, those among the last ${keptImages} images stay`,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keptImages },
    },
  ];
  return JSON.stringify({
    rules: rules.map((rule, index) => ({ rulePriority: index + 1, ...rule, action: { type: "expire" } })),
  });
}
