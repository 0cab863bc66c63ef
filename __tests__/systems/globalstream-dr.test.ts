import { smallGlobalstream } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the globalstream-dr stack of a small environment", () => {
  test.each(digestsByArea(smallGlobalstream(), "dr"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
