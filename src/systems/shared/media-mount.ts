import type { Site } from "../../config/site";

/** The directory of the file system that holds the media assets. */
const MEDIA_DIRECTORY = "/media";

/** Where the container sees the file system. */
const FILES_PATH = "/files";

/** How the tasks of a site enter its file system. */
export interface MediaMount {
  readonly accessPointPath: string;
  readonly containerPath: string;
  /** Where the service finds the media assets. */
  readonly mediaPath: string;
}

/**
 * The primary site's first task lets EFS make the directory of the media. In the DR site it comes with the replication, so its tasks
 * enter the root, and start whether or not it is there yet.
 */
export function mediaMount(site: Site): MediaMount {
  return site === "primary"
    ? { accessPointPath: MEDIA_DIRECTORY, containerPath: FILES_PATH, mediaPath: FILES_PATH }
    : { accessPointPath: "/", containerPath: FILES_PATH, mediaPath: `${FILES_PATH}${MEDIA_DIRECTORY}` };
}
