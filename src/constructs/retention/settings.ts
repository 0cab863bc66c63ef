import { z } from "zod";

/** Ten years. Nothing here says that a law allows so much. */
const LONGEST_DAYS = 3650;

const days = (shortest: number, proposed: number, description: string) =>
  z.int().min(shortest).max(LONGEST_DAYS).default(proposed).meta({ description });

/** What an environment may say of how long personal data is kept. The defaults are proposals, not law. */
export const retentionSettings = z
  .strictObject({
    historyDays: days(1, 365, "Days after which it is forgotten what a viewer watched."),
    inactiveViewerDays: days(
      1,
      730,
      "Days without a sign of a viewer after which the viewer is deleted, with all that belongs to it.",
    ),
    erasureListDays: days(
      31,
      450,
      "Days for which the list of erasures remembers who was erased, to erase them again in a restored database. " +
        "Longer than any backup, snapshot and archived event is kept.",
    ),
    runAtHourUtc: z.int().min(0).max(23).default(3).meta({
      description: "The hour at which expired data is deleted each day, in UTC.",
    }),
  })
  .prefault({});

/** What an environment says of how long personal data is kept, with defaults. */
export type RetentionSettings = z.infer<typeof retentionSettings>;

/**
 * What is wrong with a list of erasures that forgets too early; undefined where nothing is.
 *
 * @param copies how long copies of what was erased are kept, in days, by what they are called.
 */
export function erasureListProblem(
  { erasureListDays }: Pick<RetentionSettings, "erasureListDays">,
  copies: Readonly<Record<string, number>>,
): string | undefined {
  const longer = Object.entries(copies).filter(([, kept]) => kept >= erasureListDays);
  if (longer.length === 0) return undefined;
  const named = longer.map(([copy, kept]) => `${copy} (${kept} days)`).join(", ");
  return `must be more than the days for which copies are kept: ${named}`;
}
