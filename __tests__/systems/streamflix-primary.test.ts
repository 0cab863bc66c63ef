import { smallStreamflix } from "./environments";
import { testAreas } from "./snapshots";

describe("the streamflix-primary stack of a small environment", () =>
  testAreas(smallStreamflix(), "primary"));
