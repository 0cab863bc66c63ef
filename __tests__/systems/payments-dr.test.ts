import { buildSystem, destroyableEnvironment } from "../support/synthesis";
import { digest } from "./digest";

test("the payments-dr stack of a small environment", () => {
  const { configuration } = buildSystem(destroyableEnvironment());
  expect(digest(configuration.dr)).toMatchSnapshot();
});
