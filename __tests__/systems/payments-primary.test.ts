import { destroyableEnvironment } from "../support/synthesis";
import { digestsByArea } from "./snapshots";

describe("the payments-primary stack of a small environment", () => {
  test.each(digestsByArea(destroyableEnvironment(), "primary"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
