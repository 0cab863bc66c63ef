import { ImageRepository, type ImageRepositoryProps } from "../../../src/constructs/service/image-repository";
import type { TerraformConfiguration } from "../../../src/terraform/configuration";
import {
  argumentsOf,
  blockOf,
  protectedEnvironment,
  reference,
  synthesizeAliased,
  synthesizeStack,
  type Placement,
} from "../../support/stack";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/data";

function synthesize(
  given: Partial<ImageRepositoryProps> = {},
  placement: Placement = {},
): TerraformConfiguration {
  return synthesizeStack((stack) => {
    new ImageRepository(stack, "images", { keyArn: KEY, ...given });
  }, placement);
}

function rulesOf(configuration: TerraformConfiguration): unknown {
  const { policy } = argumentsOf(configuration, "aws_ecr_lifecycle_policy");
  const { rules } = JSON.parse(String(policy)) as { rules: { description: string }[] };
  return rules.map(({ description: _text, ...rule }) => rule);
}

describe("the repository of images", () => {
  test("is encrypted, scans what is pushed, never moves a tag, and goes with its images in dev", () => {
    expect(argumentsOf(synthesize(), "aws_ecr_repository")).toEqual({
      name: "payments-service-dev",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY }],
      force_delete: true,
    });
  });

  test("is the service's unless it says whose images it has", () => {
    expect(argumentsOf(synthesize({ thing: "collector" }), "aws_ecr_repository").name).toBe(
      "payments-collector-dev",
    );
  });

  test("can't be deleted with its images where the environment is protected", () => {
    const kept = synthesize({}, { environment: protectedEnvironment() });
    expect(argumentsOf(kept, "aws_ecr_repository").force_delete).toBe(false);
  });

  test("is called the same in the DR region, where replication looks for it by its name", () => {
    const configuration = synthesizeAliased((scope) => {
      new ImageRepository(scope, "images", { keyArn: KEY });
    });
    expect(argumentsOf(configuration, "aws_ecr_repository")).toMatchObject({
      name: "payments-service-dev",
      provider: "aws.dr",
    });
    expect(argumentsOf(configuration, "aws_ecr_lifecycle_policy").provider).toBe("aws.dr");
  });

  test("says where images are pushed to", () => {
    const { output } = synthesizeStack((stack) => {
      const { repositoryName, url } = new ImageRepository(stack, "images", { keyArn: KEY });
      stack.addOutputs({ Name: repositoryName, Url: url });
    });
    expect(output).toEqual({
      Name: { value: "payments-service-dev" },
      Url: { value: "${aws_ecr_repository.images.repository_url}" },
    });
  });
});

describe("the images of a repository", () => {
  const expire = { type: "expire" };

  test("expire without touching releases that an environment may name", () => {
    const configuration = synthesize();
    expect(argumentsOf(configuration, "aws_ecr_lifecycle_policy").repository).toBe(
      reference(blockOf(configuration, "aws_ecr_repository"), "name"),
    );
    expect(rulesOf(configuration)).toEqual([
      {
        rulePriority: 1,
        selection: {
          tagStatus: "tagged",
          tagPrefixList: ["release-"],
          countType: "imageCountMoreThan",
          countNumber: 50,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: 14,
        },
        action: expire,
      },
      {
        rulePriority: 3,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
        action: expire,
      },
    ]);
  });

  test("are as many as asked for", () => {
    expect(rulesOf(synthesize({ keptImages: 7 }))).toMatchObject([
      { selection: { tagStatus: "tagged", countNumber: 7 } },
      { selection: { tagStatus: "untagged", countNumber: 14 } },
      { selection: { tagStatus: "any", countNumber: 7 } },
    ]);
  });
});
