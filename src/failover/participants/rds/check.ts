import { otherSite } from "../../../config/site";
import { DURATIONS } from "../../durations";
import { CALL_SECONDS } from "../../machine/call";
import { failWith } from "../../machine/failure";
import { NEXT } from "../../machine/fragment";
import type { MachineScope, MachineStep } from "../../machine/step";
import {
  describeCommand,
  describeOwn,
  FOLLOWS,
  INSTANCE,
  NOT_FOUND,
  otherArn,
  ownInstance,
  ownStatement,
  type RdsReplicaProps,
} from "./names";

const name = (what: string) => `check-database: ${what}`;

/** Refuses a database that has stopped following: it has missed what the other site has written since. */
export function check(scope: MachineScope, props: RdsReplicaProps): MachineStep {
  const identifier = ownInstance(scope, props);
  const other = otherSite(scope.site);
  const stale = (why: string) => ({
    Type: "Pass" as const,
    ...failWith({
      error: "StaleDatabase",
      cause:
        `${identifier} ${why}, so it lacks what the ${other} site has written. Let it follow again: standby reprotect ` +
        `${scope.system}. To take it as it is: --accept-stale-data.`,
    }),
  });
  return {
    step: {
      id: "check-database",
      phase: "confirm",
      title: `Look whether the database in ${scope.region} is a copy of the other one`,
      participant: "database",
      calls: ["rds:DescribeDBInstances"],
      completion: `${identifier} has a source, and is not being made.`,
      timeoutSeconds: CALL_SECONDS,
      duration: DURATIONS.call,
      repeatable: "It only looks.",
      compensation: "Nothing has been done yet. --accept-stale-data passes the check by.",
      mayFail: false,
      manual: [
        {
          command: describeCommand(scope, props),
          expect: `a status other than creating, and ${otherArn(scope, props)}. Otherwise it is no copy: what it lacks is lost`,
        },
      ],
    },
    states: {
      StartAt: name("look"),
      States: {
        [name("look")]: describeOwn(scope, props, {
          assign: {
            followsOther: `{% ${FOLLOWS} %}`,
            isBeingMade: `{% ${INSTANCE}.DbInstanceStatus = 'creating' %}`,
          },
          on: [{ errors: NOT_FOUND, next: name("missing") }],
          next: name("decide"),
        }),
        [name("decide")]: {
          Type: "Choice",
          Choices: [
            { Condition: "{% $isBeingMade %}", Next: name("not made yet") },
            { Condition: "{% $followsOther %}", Next: NEXT },
          ],
          Default: name("stale"),
        },
        [name("stale")]: stale("follows nobody"),
        [name("not made yet")]: stale("is still being made"),
        [name("missing")]: stale("does not exist"),
      },
    },
    statements: [ownStatement(scope, props)],
  };
}
