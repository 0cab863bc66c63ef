import { smallGlobalstream } from "./environments";
import { testAreas } from "./snapshots";

describe("the globalstream-dr stack of a small environment", () => testAreas(smallGlobalstream(), "dr"));
