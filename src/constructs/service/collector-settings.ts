import { z } from "zod";

/** What an environment may say of the traces of a service, and of the collector that sends them. */
export const collectorSettings = z
  .strictObject({
    imageDigest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, {
        error: "must be the digest of a pushed image: sha256: and 64 lower-case hexadecimal digits",
      })
      .optional()
      .meta({
        description:
          "The collector's image, mirrored into the system's own registry. Without it there are no traces of the service.",
      }),
    tracedPercent: z.number().min(0).max(100).default(5).meta({
      description: "Share of the requests that are traced where nobody before the service has decided.",
    }),
  })
  .prefault({})
  .meta({ description: "The traces of the service." });

/** What an environment says of the traces of a service. */
export type CollectorSettings = z.infer<typeof collectorSettings>;
