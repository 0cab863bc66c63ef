import { matchesPattern, type Pattern } from "./event-pattern";

const event = {
  source: "aws.ecs",
  resources: ["arn:one", "arn:two"],
  detail: { state: { value: "ALARM" }, desired: 2 },
};

test.each<{ pattern: Pattern }>([
  { pattern: { source: ["aws.rds", "aws.ecs"] } },
  { pattern: { resources: ["arn:two"] } },
  { pattern: { detail: { state: { value: ["ALARM"] }, desired: [2] } } },
  { pattern: { detail: { errorCode: [{ exists: false }], state: { value: [{ exists: true }] } } } },
])("%j matches", ({ pattern }) => {
  expect(matchesPattern(pattern, event)).toBe(true);
});

test.each<{ pattern: Pattern }>([
  { pattern: { source: ["aws.rds"] } },
  { pattern: { resources: ["arn:three"] } },
  { pattern: { source: ["aws.ecs"], detail: { state: { value: ["OK"] } } } },
  { pattern: { detail: { other: { value: ["ALARM"] } } } },
  { pattern: { source: [{ exists: false }] } },
  { pattern: { detail: { errorCode: [{ exists: true }] } } },
  { pattern: { detail: { desired: ["2"] } } },
])("%j does not match", ({ pattern }) => {
  expect(matchesPattern(pattern, event)).toBe(false);
});

test("does not guess what an operator means", () => {
  const pattern = { source: [{ prefix: "aws." }] } as never;
  expect(() => matchesPattern(pattern, event)).toThrow('unknown operator in {"prefix":"aws."}');
});
