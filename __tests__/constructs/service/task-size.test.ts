import { FARGATE_CPU, memoryFor } from "../../../src/constructs/service/task-size";

test.each([
  { cpu: 256, few: [512, 1024], last: 2048, count: 3 },
  { cpu: 512, few: [1024, 2048], last: 4096, count: 4 },
  { cpu: 1024, few: [2048, 3072], last: 8192, count: 7 },
  { cpu: 2048, few: [4096, 5120], last: 16_384, count: 13 },
  { cpu: 4096, few: [8192, 9216], last: 30_720, count: 23 },
  { cpu: 8192, few: [16_384, 20_480], last: 61_440, count: 12 },
  { cpu: 16_384, few: [32_768, 40_960], last: 122_880, count: 12 },
] as const)("$cpu CPU units go with $count sizes of memory, up to $last MiB", ({ cpu, few, last, count }) => {
  const sizes = memoryFor(cpu);
  expect(sizes.slice(0, 2)).toEqual(few);
  expect(sizes.at(-1)).toBe(last);
  expect(sizes).toHaveLength(count);
});

test("every number of CPU units has sizes of memory", () => {
  expect(FARGATE_CPU.map((cpu) => memoryFor(cpu).length)).toEqual([3, 4, 7, 13, 23, 12, 12]);
});
