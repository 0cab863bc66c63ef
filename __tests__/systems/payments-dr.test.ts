import { destroyableEnvironment } from "../support/synthesis";
import { digestsByArea } from "./snapshots";

describe("the payments-dr stack of a small environment", () => {
  test.each(digestsByArea(destroyableEnvironment(), "dr"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
