import { Fn } from "cdktf";
import type { AliasTargets } from "../../constructs/dns/site-records";
import type { OtherSiteProps } from "../../constructs/failover/other-site";
import { PublishedContract } from "../../stacks/contract";
import type { Participant } from "../../failover/participant";
import type { RegionalStack } from "../../stacks/regional-stack";
import type { Objectives } from "../system";
import { CONTRACT } from "./contract";
import { addDrillAlarms } from "./dns-alarms";
import { addDrNames } from "./dr-names";
import { addFailover } from "./failover";
import { addRareFunctionAlarms } from "./function-alarms";
import type { DrGround, PrimaryGround } from "./ground";
import { addPrimaryNames } from "./primary-names";
import type { addServiceSecret } from "./service-secret";
import type { SharedSettings } from "./settings";
import { addTrafficPublisher } from "./traffic-publisher";

/** What a site is finished with: how it is reached, and what takes part in a failover. */
export interface FinishProps {
  readonly given: SharedSettings;
  readonly objectives: Objectives;
  /** Where the names of the system lead; undefined without a domain. */
  readonly targets: AliasTargets | undefined;
  /** What moves in the database. */
  readonly database: Pick<OtherSiteProps, "aurora" | "replica">;
  readonly participants: readonly Participant[];
}

/** What a primary stack is finished with. */
export interface PrimaryFinishProps extends FinishProps {
  readonly ground: PrimaryGround;
  /** The service's secret and its rotation. */
  readonly secret: ReturnType<typeof addServiceSecret>;
  /** What the system's own DR stack needs to know, beside what all of them do. */
  readonly contract?: Readonly<Record<string, string>>;
}

/** Adds what every primary stack ends with: names, roles and their moves, the contract. Answers the outputs. */
export function finishPrimary(stack: RegionalStack, props: PrimaryFinishProps): Record<string, string> {
  const { given, objectives, ground, secret, targets } = props;
  const { drRegion, foundation, keyArns, dataKeyArn, zone, record } = ground;
  const names =
    zone && targets && addPrimaryNames(stack, { drRegion, given, foundation, targets, zoneId: zone.id });
  addTrafficPublisher(stack, foundation, { name: record.tableName, keyArn: dataKeyArn });
  // One that stops in the middle is mended by hand.
  addRareFunctionAlarms(stack, foundation, { rotation: secret.rotation.function });
  const failover = addFailover(stack, {
    given,
    objectives,
    foundation,
    database: props.database,
    participants: props.participants,
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: keyArns,
  });
  new PublishedContract(drRegion, "contract", {
    [CONTRACT.dataKeyArn]: keyArns.dr,
    // The copy of a secret has the same name in the other region, to the last of the characters that AWS adds.
    [CONTRACT.serviceSecretArn]: Fn.replace(secret.secret.arn, stack.regions.primary, stack.regions.dr),
    ...props.contract,
    ...names?.contract,
  });
  return {
    ...names?.outputs,
    ...failover,
    DatabaseServiceSecretArn: secret.secret.arn,
    RotationFunctionName: secret.rotation.function.name,
    RoleTableName: record.tableName,
    ImageRepositoryUrl: ground.imageUrl,
  };
}

/** What a DR stack is finished with. */
export interface DrFinishProps extends FinishProps {
  readonly ground: DrGround;
}

/** Adds what every DR stack ends with: names, roles and their moves. Answers the outputs. */
export function finishDr(stack: RegionalStack, props: DrFinishProps): Record<string, string> {
  const { given, objectives, ground, targets } = props;
  const { contract, foundation, dataKeyArn, roleTable } = ground;
  if (targets) addDrNames(stack, { given, foundation, contract, targets });
  addTrafficPublisher(stack, foundation, roleTable);
  addDrillAlarms(stack, foundation);
  return addFailover(stack, {
    given,
    objectives,
    foundation,
    database: props.database,
    participants: props.participants,
    roleTableKeyArn: dataKeyArn,
    roleTableKeyArns: { dr: dataKeyArn },
  });
}
