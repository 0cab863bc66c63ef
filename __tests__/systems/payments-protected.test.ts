import { SITES } from "../../src/config/site";
import {
  buildSystem,
  destroyableEnvironment,
  protectedEnvironment,
  type BuiltSystem,
} from "../support/synthesis";
import { difference, digest } from "./digest";

describe("what a protected environment has otherwise than a small one", () => {
  let small: BuiltSystem;
  let large: BuiltSystem;
  beforeAll(() => {
    // The same suffix, so that names do not count as a difference.
    small = buildSystem(destroyableEnvironment({ suffix: "same" }));
    large = buildSystem(protectedEnvironment({ suffix: "same" }));
  });

  test.each(SITES)("in the %s stack", (site) => {
    expect(
      difference(digest(small.configuration[site]), digest(large.configuration[site])),
    ).toMatchSnapshot();
  });
});
