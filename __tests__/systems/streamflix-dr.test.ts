import { smallStreamflix } from "./environments";
import { testAreas } from "./snapshots";

describe("the streamflix-dr stack of a small environment", () => testAreas(smallStreamflix(), "dr"));
