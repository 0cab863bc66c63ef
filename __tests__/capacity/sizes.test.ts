import { sizesOf } from "../../src/capacity/sizes";
import { stackLikeMediadb } from "./stack-like-mediadb";

describe("the sizes of a site", () => {
  it("are those of its own region, to which scaling may go", () => {
    const copy = { shard_count: 7, provider: "aws.dr" };
    const own = { shard_count: 2 };

    expect(sizesOf(stackLikeMediadb({ aws_kinesis_stream: { copy, own } }))).toEqual({
      throttle: 1000,
      tasks: 10,
      taskCpus: 0.5,
      cpuTarget: 0.7,
      relayConcurrency: 22,
      units: { least: 0.5, most: 16 },
      readers: 5,
      cacheNode: "cache.t4g.medium",
      streamShards: 2,
    });
  });

  it("know a site that reads the role itself, and readers that nothing scales", () => {
    const { aws_appautoscaling_target } = stackLikeMediadb().resource ?? {};
    const sizes = sizesOf(
      stackLikeMediadb({
        aws_lambda_function: { other: { function_name: "mediadb-probe-site-dev" } },
        aws_appautoscaling_target: { service: aws_appautoscaling_target?.service ?? {} },
      }),
    );

    expect(sizes).toMatchObject({ relayConcurrency: undefined, readers: 1 });
  });

  it("can't be told of a system that is made of something else", () => {
    expect(() => sizesOf(stackLikeMediadb({ aws_kinesis_stream: {} }))).toThrow(
      "no aws_kinesis_stream as the capacity model knows it",
    );
  });
});
