/**
 * Memory in MiB that a Linux task on Fargate may have, by its CPU units. 1024 units are one virtual CPU.
 *
 * Source: ECS API model of SDK 3.1162, RegisterTaskDefinition, `memory`, read 2026-11.
 */
const MEMORY_BY_CPU = {
  256: [512, 1024, 2048],
  512: steps(1024, 4096, 1024),
  1024: steps(2048, 8192, 1024),
  2048: steps(4096, 16_384, 1024),
  4096: steps(8192, 30_720, 1024),
  8192: steps(16_384, 61_440, 4096),
  16_384: steps(32_768, 122_880, 8192),
} as const;

/** CPU units that a task on Fargate may have. */
export const FARGATE_CPU = [256, 512, 1024, 2048, 4096, 8192, 16_384] as const;

export type FargateCpu = (typeof FARGATE_CPU)[number];

/** The memory that goes with so many CPU units, in MiB. */
export function memoryFor(cpu: FargateCpu): readonly number[] {
  return MEMORY_BY_CPU[cpu];
}

function steps(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
