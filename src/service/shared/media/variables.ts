import { text, wholeNumber } from "../variables";

const GIB = 2 ** 30;

/**
 * What a service is told of its media: fields of a zod object.
 *
 * @param mostGib the largest value of `LARGEST_MEDIA_BYTES`, in GiB.
 */
export function mediaVariables(mostGib: number) {
  return {
    MEDIA_PATH: text
      .regex(/^\//, { error: "must be an absolute path, for example /media" })
      .default("/media"),
    LARGEST_MEDIA_BYTES: wholeNumber(1, mostGib * GIB).default(GIB),
  };
}
