import { addressedBlocks } from "../terraform/configuration";
import type { Rule } from "./rule";

const LITERAL_ID = /^[A-Za-z0-9_-]+$/;

/** Design rule 7: addresses are a contract, and two ids must not collapse into one address. */
export const addressesRule: Rule = {
  id: "addresses",
  title: "Construct ids are literal, and as many addresses come out as resources went in",
  check({ configuration, constructed, paths }) {
    const badIds = paths
      .filter((path) => path.split("/").some((id) => !LITERAL_ID.test(id)))
      // CDKTF's own ids for references between stacks hold dots. Another rule says what is wrong with them.
      .filter((path) => !path.startsWith("cross-stack-output-"))
      .map((path) => `construct id in ${path}: use letters, digits, _ and - only`);
    const came = addressedBlocks(configuration).filter(
      // Another rule forbids remote states. CDKTF adds them itself, so none of them "went in".
      ({ mode, type }) => mode !== "ephemeral" && type !== "terraform_remote_state",
    ).length;
    const lost =
      came === constructed
        ? []
        : [
            `${constructed} resources and data sources went in, ${came} addresses came out: two ids differ only in ` +
              "characters that an address leaves out",
          ];
    return [...badIds, ...lost];
  },
};
