import { SITES } from "../../src/config/site";
import { buildSystem } from "../support/synthesis";
import { addresses } from "./digest";
import { protectedStreamflix, smallStreamflix } from "./environments";

// All addresses of a small environment stand in the snapshots of its areas. A renamed one is a resource destroyed and
// another one made: see stateful-addresses.ts for those with data.
test.each(SITES)(
  "the addresses of streamflix-%s that a protected environment adds, leaving out none",
  (site) => {
    const [common, protectedOnes] = [smallStreamflix(), protectedStreamflix()].map((environment) =>
      addresses(buildSystem(environment).configuration[site]),
    );
    expect(common?.filter((address) => !protectedOnes?.includes(address))).toEqual([]);
    expect(protectedOnes?.filter((address) => !common?.includes(address)).join("\n")).toMatchSnapshot();
  },
);
