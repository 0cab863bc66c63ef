import { smallGlobalstream } from "./environments";
import { digestsByArea } from "./snapshots";

describe("the globalstream-primary stack of a small environment", () => {
  test.each(digestsByArea(smallGlobalstream(), "primary"))("in the area %s", (_area, digest) => {
    expect(digest).toMatchSnapshot();
  });
});
