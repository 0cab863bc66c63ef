import { SITES } from "../../src/config/site";
import { buildSystem, destroyableEnvironment, protectedEnvironment } from "../support/synthesis";
import { addresses } from "./digest";

// A renamed address is a resource destroyed and another one made: see stateful-addresses.ts for those with data.
describe.each(SITES)("the addresses of payments-%s", (site) => {
  const small = () => addresses(buildSystem(destroyableEnvironment()).configuration[site]);

  test("in a small environment", () => {
    expect(small().join("\n")).toMatchSnapshot();
  });

  test("that a protected environment adds, and it leaves out none but the single NAT's", () => {
    const protectedOnes = addresses(buildSystem(protectedEnvironment()).configuration[site]);
    const common = small();
    expect(common.filter((address) => !protectedOnes.includes(address))).toEqual([]);
    expect(protectedOnes.filter((address) => !common.includes(address)).join("\n")).toMatchSnapshot();
  });
});
