import { z } from "zod";

/** What an environment may say of the tasks of a service that run on Fargate Spot. */
export const spotSettings = z
  .strictObject({
    enabled: z.boolean().default(true).meta({
      description: "Runs half of the tasks beyond onDemandTasks on Fargate Spot, which AWS may take back.",
    }),
    onDemandTasks: z.int().min(1).max(1_000).default(2).meta({
      description: "The first tasks of a site, which never run on Spot.",
    }),
  })
  .prefault({})
  .meta({ description: "Which of the service's tasks AWS may take back with two minutes' warning." });

/** What an environment says of Fargate Spot. */
export type SpotSettings = z.infer<typeof spotSettings>;
