import { z } from "zod";

/** What Secrets Manager takes, in days (RotateSecret, API model of SDK 3.1162, read 2026-11). */
const ROTATION_DAYS = { shortest: 1, longest: 1000 };

/** How often a secret is rotated, in days. */
export const rotationDays = z
  .int()
  .min(ROTATION_DAYS.shortest)
  .max(ROTATION_DAYS.longest)
  .default(30)
  .meta({ description: "Days between two rotations of the database's passwords." });
