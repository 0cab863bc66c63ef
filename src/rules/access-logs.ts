import { addressedBlocks } from "../terraform/configuration";
import { LOGGED_TYPES } from "./logged-types";
import type { Rule } from "./rule";

/** Requirements MD-SEC-09 and MD-GDP-02: who reached what can be told afterwards. */
export const accessLogsRule: Rule = {
  id: "access-logs",
  title: "Whatever can log what it does and who reaches it does so",
  check({ configuration }) {
    return addressedBlocks(configuration).flatMap((resource) => {
      const kind = resource.mode === "resource" ? LOGGED_TYPES[resource.type] : undefined;
      return !kind || kind.logs(resource, configuration) ? [] : [`${resource.address}: ${kind.demand}`];
    });
  },
};
