import { statementsOf } from "../../failover/machine/permissions";
import type { MachineScope } from "../../failover/machine/step";
import type { Participant } from "../../failover/participant";
import type { PolicyStatement } from "../iam/policy-document";

/** What only looks: whoever may act sees more than that already. */
const LOOKS = /:(BatchGet|Describe|Get|List)/;

/**
 * What it takes to do by hand what participants do while a site takes over, in its own region. What can wait until callers are
 * in, and all that lets a site stand by again, is not for an outage.
 */
export function statementsByHand(
  scope: MachineScope,
  participants: readonly Participant[],
): PolicyStatement[] {
  const steps = participants.flatMap((participant) => [
    ...(participant.takeOver?.(scope) ?? []),
    ...(participant.verify?.(scope) ?? []),
  ]);
  return statementsOf(steps).flatMap((statement) => {
    const actions = statement.actions.filter((action) => !LOOKS.test(action));
    return actions.length > 0 ? [inOwnRegion({ ...statement, actions }, scope.region)] : [];
  });
}

/** A machine calls its own region only; a person must be held to it. */
function inOwnRegion(statement: PolicyStatement, region: string): PolicyStatement {
  const { resources = [], conditions = [] } = statement;
  if (resources.every((arn) => arn.split(":")[3] === region)) return statement;
  const own = { operator: "StringEquals", key: "aws:RequestedRegion", values: [region] };
  return { ...statement, conditions: [...conditions, own] };
}
