import { smallGlobalstream } from "./environments";
import { testAreas } from "./snapshots";

describe("the globalstream-primary stack of a small environment", () =>
  testAreas(smallGlobalstream(), "primary"));
