import { destroyableEnvironment } from "../support/synthesis";
import { testAreas } from "./snapshots";

describe("the payments-dr stack of a small environment", () => testAreas(destroyableEnvironment(), "dr"));
