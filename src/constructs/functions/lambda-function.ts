import { LambdaFunction as LambdaFunctionResource } from "@cdktf/provider-aws/lib/lambda-function";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { AssetType, Fn, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { nameFor, providerOf, regionOf } from "../../stacks/aliased-scope";
import { RegionalStack } from "../../stacks/regional-stack";
import type { PolicyStatement } from "../iam/policy-document";
import { LogGroup } from "../observability/log-group";
import { bundle, HANDLER } from "./bundle";
import { answerFunctionFindings } from "./function-findings";
import { FunctionRole } from "./function-role";

/** What `bundle` aims at. */
const RUNTIME = "nodejs22.x";

const DEFAULT_MEMORY_MEGABYTES = 256;

/** What a Lambda function is made from. */
export interface LambdaFunctionProps {
  /** Its folder under `src/functions`, and the thing of its physical name. */
  readonly functionName: string;
  readonly description: string;
  /** How long a run may take, in seconds; Lambda takes 1 to 900. */
  readonly timeoutSeconds: number;
  /**
   * Memory in megabytes; the share of a processor follows it.
   *
   * @default 256
   */
  readonly memoryMegabytes?: number;
  /**
   * Environment variables. No secrets: who may read the function's configuration reads them.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the function's code may do. Logs, traces and network interfaces are added. */
  readonly statements: readonly PolicyStatement[];
  /** Encrypts the environment variables and the logs. */
  readonly keyArn: string;
  /** How long logs are kept, in days. */
  readonly logRetentionInDays: number;
  /**
   * The most runs at once, set aside for this function.
   *
   * @default - it shares the account's concurrency with the other functions
   */
  readonly reservedConcurrency?: number;
  /**
   * Whether runs that go well leave neither a trace nor a line, for a function that runs every second.
   *
   * @default false
   */
  readonly isQuiet?: boolean;
  /**
   * The queue for events whose asynchronous runs have failed for good.
   *
   * @default - none: what starts the function keeps the event, or starts it again
   */
  readonly deadLetterQueueArn?: string;
  /**
   * Where the function runs, if it needs something inside a VPC.
   *
   * @default - outside of VPCs: it reaches AWS services only
   */
  readonly network?: { readonly vpcId: string; readonly subnetIds: readonly string[] };
}

/**
 * A Lambda function with the code from `src/functions/<functionName>/handler.ts`, a role that may do what it is given and
 * nothing else, and a log group that is there before the first line.
 */
export class LambdaFunction extends Construct {
  /** Computed, so that policies that name it stay literal. What must come after the function refers to `resource`. */
  readonly arn: string;
  /** The physical name, computed. */
  readonly name: string;
  /** How long a run may take, in seconds. */
  readonly timeoutSeconds: number;
  readonly resource: LambdaFunctionResource;
  readonly logGroup: LogGroup;
  readonly role: FunctionRole;
  private readonly ownSecurityGroup: SecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: LambdaFunctionProps) {
    super(scope, id);
    this.name = nameFor(this, props.functionName, "lambdaFunction");
    this.timeoutSeconds = props.timeoutSeconds;
    const { account } = RegionalStack.of(this).environment;
    this.arn = `arn:aws:lambda:${regionOf(this)}:${account}:function:${this.name}`;
    this.logGroup = new LogGroup(this, "log-group", {
      name: `/aws/lambda/${this.name}`,
      retentionInDays: props.logRetentionInDays,
      keyArn: props.keyArn,
      ...(props.logRetentionInDays < 365 && {
        shortRetentionReason:
          "Application log: what a function did, for operations. Audit logs are kept longer elsewhere.",
      }),
    });
    this.role = new FunctionRole(this, "role", {
      functionName: props.functionName,
      functionArn: this.arn,
      logGroupArn: this.logGroup.arn,
      isInVpc: props.network !== undefined,
      statements: [...ownStatements(props), ...props.statements],
    });
    this.ownSecurityGroup = props.network && this.addSecurityGroup(props.functionName, props.network.vpcId);
    this.resource = this.addFunction(props);
    answerFunctionFindings(this.resource, props);
  }

  /**
   * Lets nothing in and, until `Traffic` or `HttpsOut` says so, nothing out.
   *
   * @throws Error outside of a VPC, where there is none.
   */
  get securityGroup(): SecurityGroup {
    if (this.ownSecurityGroup) return this.ownSecurityGroup;
    throw new Error(`${this.node.path} has no security group: give it a network`);
  }

  private addSecurityGroup(functionName: string, vpcId: string): SecurityGroup {
    return new SecurityGroup(this, "security-group", {
      provider: providerOf(this),
      name: nameFor(this, functionName, "securityGroup"),
      description: `The function ${this.name}: nothing in, and out what is let through one by one`,
      vpcId,
    });
  }

  private addFunction(props: LambdaFunctionProps): LambdaFunctionResource {
    const { zipFile, hash } = bundle(props.functionName);
    const code = new TerraformAsset(this, "code", { path: zipFile, assetHash: hash, type: AssetType.FILE });
    const { environment, deadLetterQueueArn, network } = props;
    return new LambdaFunctionResource(this, "Default", {
      provider: providerOf(this),
      functionName: this.name,
      description: props.description,
      role: this.role.resource.arn,
      runtime: RUNTIME,
      architectures: ["arm64"],
      handler: HANDLER,
      filename: code.path,
      // Terraform itself opens the zip for it: a plan fails where the zip was left behind.
      sourceCodeHash: Fn.filebase64sha256(code.path),
      timeout: props.timeoutSeconds,
      memorySize: props.memoryMegabytes ?? DEFAULT_MEMORY_MEGABYTES,
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      // Lambda forgets the key of a function without variables, and every plan would want to set it again.
      ...(environment && { environment: { variables: { ...environment } }, kmsKeyArn: props.keyArn }),
      tracingConfig: { mode: props.isQuiet ? "PassThrough" : "Active" },
      loggingConfig: {
        logFormat: "JSON",
        logGroup: this.logGroup.resource.name,
        ...(props.isQuiet && { systemLogLevel: "WARN" }),
      },
      ...(deadLetterQueueArn !== undefined && { deadLetterConfig: { targetArn: deadLetterQueueArn } }),
      ...(network && {
        vpcConfig: { subnetIds: [...network.subnetIds], securityGroupIds: [this.securityGroup.id] },
      }),
      // Lambda checks what the role may do when the function is made.
      dependsOn: [...this.role.policies],
    });
  }
}

/** What Lambda may do with the function's key and its dead-letter queue. */
function ownStatements({ environment, keyArn, deadLetterQueueArn }: LambdaFunctionProps): PolicyStatement[] {
  return [
    ...(environment ? [{ sid: "ReadEnvironment", actions: ["kms:Decrypt"], resources: [keyArn] }] : []),
    ...(deadLetterQueueArn === undefined
      ? []
      : [{ sid: "PutByFailedEvents", actions: ["sqs:SendMessage"], resources: [deadLetterQueueArn] }]),
  ];
}
