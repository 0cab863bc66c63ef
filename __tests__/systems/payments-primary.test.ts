import { buildSystem, destroyableEnvironment } from "../support/synthesis";
import { digest } from "./digest";

test("the payments-primary stack of a small environment", () => {
  const { configuration } = buildSystem(destroyableEnvironment());
  expect(digest(configuration.primary)).toMatchSnapshot();
});
