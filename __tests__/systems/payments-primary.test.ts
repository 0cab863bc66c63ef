import { destroyableEnvironment } from "../support/synthesis";
import { testAreas } from "./snapshots";

describe("the payments-primary stack of a small environment", () =>
  testAreas(destroyableEnvironment(), "primary"));
