import { z } from "zod";
import { DIGEST, schema } from "./synthesize-service";

function problems(given: unknown): string[] {
  const issues = schema.safeParse(given).error?.issues ?? [];
  return issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the settings of a service", () => {
  test("may all be left out", () => {
    expect(z.object({ service: schema }).parse({})).toEqual({
      service: {
        cpu: 512,
        memory: 1024,
        architecture: "X86_64",
        tasks: {
          primary: { minimum: { active: 10, standby: 2 }, maximum: 50 },
          dr: { minimum: { active: 10, standby: 2 }, maximum: 50 },
        },
        scaling: { cpuPercent: 70, memoryPercent: 80 },
        executeCommand: false,
      },
    });
  });

  test("may all be given", () => {
    const given = {
      imageDigest: DIGEST,
      cpu: 16_384,
      memory: 122_880,
      architecture: "ARM64",
      tasks: {
        primary: { minimum: { active: 4, standby: 4 }, maximum: 4 },
        dr: { minimum: { active: 3, standby: 1 }, maximum: 20 },
      },
      scaling: { cpuPercent: 100, memoryPercent: 1, requestsPerTarget: 500 },
      executeCommand: true,
    };
    expect(schema.parse(given)).toEqual(given);
  });

  test("keep the other defaults where one number is given", () => {
    expect(schema.parse({ tasks: { dr: { minimum: { standby: 3 } } } }).tasks).toEqual({
      primary: { minimum: { active: 10, standby: 2 }, maximum: 50 },
      dr: { minimum: { active: 10, standby: 3 }, maximum: 50 },
    });
  });

  test.each([
    {
      what: "memory that does not go with the CPU",
      given: { cpu: 256, memory: 4096 },
      expected: ["memory: 4096 MiB does not go with 256 CPU units; allowed are 512, 1024, 2048"],
    },
    {
      what: "a CPU that needs more than the default memory",
      given: { cpu: 1024 },
      expected: [
        "memory: 1024 MiB does not go with 1024 CPU units; allowed are 2048, 3072, 4096, 5120, 6144, 7168, 8192",
      ],
    },
    {
      what: "a CPU that Fargate does not have",
      given: { cpu: 1000 },
      expected: ["cpu: Invalid option: expected one of 256|512|1024|2048|4096|8192|16384"],
    },
    {
      what: "a tag instead of a digest",
      given: { imageDigest: "release-1" },
      expected: [
        "imageDigest: must be the digest of a pushed image: sha256: and 64 lower-case hexadecimal digits",
      ],
    },
    {
      what: "another processor",
      given: { architecture: "arm64" },
      expected: ['architecture: Invalid option: expected one of "X86_64"|"ARM64"'],
    },
    {
      what: "a standby that does more than the active site",
      given: { tasks: { dr: { minimum: { active: 2, standby: 3 } } } },
      expected: [
        "tasks.dr.minimum.standby: must not be above active: a site that stands by does less than one that serves",
      ],
    },
    {
      what: "a maximum below the minimum",
      given: { tasks: { primary: { maximum: 9 } } },
      expected: ["tasks.primary.maximum: must be at least minimum.active"],
    },
    {
      what: "a standby that is not warm",
      given: { tasks: { dr: { minimum: { standby: 0 } } } },
      expected: [
        "tasks.dr.minimum.standby: must be at least 1: without a task nothing is warm, and there is no metric to scale on",
      ],
    },
    {
      what: "a target over 100 percent",
      given: { scaling: { cpuPercent: 101 } },
      expected: ["scaling.cpuPercent: Too big: expected number to be <=100"],
    },
    {
      what: "what it does not know",
      given: { imageTag: "latest" },
      expected: [': Unrecognized key: "imageTag"'],
    },
  ])("refuse $what", ({ given, expected }) => {
    expect(problems(given)).toEqual(expected);
  });

  test("have a JSON schema for editors", () => {
    const { properties } = z.toJSONSchema(schema, { io: "input" });
    expect(properties).toMatchObject({
      cpu: { enum: [256, 512, 1024, 2048, 4096, 8192, 16_384], default: 512 },
      imageDigest: { pattern: "^sha256:[0-9a-f]{64}$" },
    });
  });
});
