import type { CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import { bucketArn } from "../object-storage/bucket-policy";

/** The shortest name that S3 takes for a bucket: a shorter prefix is a mistake. (S3 User Guide, "Bucket naming rules".) */
const SHORTEST_PREFIX = 3;

/** What is wrong with a prefix of buckets' names, if something is. */
export function prefixProblem(prefix: string): string | undefined {
  return prefix.length < SHORTEST_PREFIX
    ? `"${prefix}" is no prefix of a bucket's name: the objects of every bucket would be recorded`
    : undefined;
}

/**
 * All management events, and the events of objects in buckets whose names begin with a prefix. Those of KMS stay in, however
 * many: who used a key is evidence, and a region's first copy of management events is free (CloudTrail pricing).
 */
export function eventSelectors(
  prefixes: readonly string[],
  trailBucketArn: string,
): CloudtrailAdvancedEventSelector[] {
  const management = {
    name: "Management events",
    fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
  };
  if (prefixes.length === 0) return [management];
  const objects = {
    name: "Objects",
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      {
        field: "resources.ARN",
        startsWith: prefixes.map(bucketArn),
        // Each file that the trail delivers would make an event, which makes a file.
        notStartsWith: [`${trailBucketArn}/`],
      },
    ],
  };
  return [management, objects];
}
