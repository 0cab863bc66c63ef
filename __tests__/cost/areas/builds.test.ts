import { quantitiesOf, reasonsOf } from "../support";

function project(name: string, compute_type: string, source: string) {
  return { aws_codebuild_project: { it: { name, environment: { compute_type }, source: { type: source } } } };
}

it("prices the builds of a pipeline by their runs and minutes, whoever serves", () => {
  expect(
    quantitiesOf(project("payments-dr-test-drill-dev", "BUILD_GENERAL1_MEDIUM", "CODEPIPELINE")),
  ).toEqual([
    ["CodeBuild, general1.medium", 1500, 1500],
    ["CodePipeline, type V2", 1500, 1500],
  ]);
});

it("prices a build that no pipeline starts without one", () => {
  expect(quantitiesOf(project("payments-images-dev", "BUILD_GENERAL1_MEDIUM", "S3"))).toEqual([
    ["CodeBuild, general1.medium", 50, 50],
  ]);
});

it("prices the detection of drift by its daily runs", () => {
  expect(quantitiesOf(project("payments-drift-detect-dev", "BUILD_GENERAL1_MEDIUM", "CODEPIPELINE"))).toEqual(
    [
      ["CodeBuild, general1.medium", 300, 300],
      ["CodePipeline, type V2", 300, 300],
    ],
  );
});

it("says where it knows no price", () => {
  expect(reasonsOf(project("payments-images-dev", "BUILD_GENERAL1_LARGE", "S3"))).toEqual([
    "builds on BUILD_GENERAL1_LARGE have no price",
  ]);
});
