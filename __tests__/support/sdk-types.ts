import { join } from "node:path";
import jsonata from "jsonata";
import ts from "typescript";
import type { Template } from "../../src/failover/asl/model";

const ROOT = join(__dirname, "../..");
const EXPRESSION = /^\{%(.*)%\}$/s;

/** The SDK's package of a service, by the name that Step Functions has for it. */
const PACKAGES: Readonly<Record<string, string>> = {
  applicationautoscaling: "application-auto-scaling",
  backup: "backup",
  cloudwatch: "cloudwatch",
  dynamodb: "dynamodb",
  ecs: "ecs",
  efs: "efs",
  elasticache: "elasticache",
  elasticloadbalancingv2: "elastic-load-balancing-v2",
  rds: "rds",
  sfn: "sfn",
  sns: "sns",
  ssm: "ssm",
};

/** One call of a state machine. */
export interface SdkCall {
  readonly state: string;
  /** For example `rds`. */
  readonly service: string;
  /** For example `describeGlobalClusters`. */
  readonly action: string;
  readonly args: Template;
  /** JSONata over its answer. */
  readonly expressions: readonly string[];
}

/** What the types of the AWS SDK have against calls: names, values, and the fields that are read of the answers. */
export function checkAgainstSdk(calls: readonly SdkCall[]): string[] {
  const types = new SdkTypes(calls);
  return [...calls.flatMap((call) => types.checkAnswer(call)), ...types.checkArguments(calls)];
}

/**
 * How Step Functions spells a name of the API: as the getters of the AWS SDK for Java 2.x are called, with a capital first. These
 * make capitals small at the beginning only, up to the one that begins the next word: `DBClusterArn` becomes `DbClusterArn`, and
 * `MultiAZ` and `FinalDBSnapshotIdentifier` stay (its naming utilities, and machines that are in use, read 2026-11).
 */
export function stepFunctionsName(name: string): string {
  const [first = ""] = /^[A-Z]+(?![a-z])/.exec(name) ?? [];
  const word = first.toLowerCase() + name.slice(first.length);
  return word[0]!.toUpperCase() + word.slice(1);
}

class SdkTypes {
  private readonly checker: ts.TypeChecker;
  private readonly program: ts.Program;
  private readonly file: ts.SourceFile;
  private readonly problems: string[] = [];

  constructor(calls: readonly SdkCall[]) {
    const declared = calls.map(
      (call, index) =>
        `declare const in${index}: ${inputOf(call)}; declare const out${index}: ${outputOf(call)};`,
    );
    this.program = compile([...importsOf(calls), ...declared, "export { };"].join("\n"));
    this.checker = this.program.getTypeChecker();
    this.file = this.program.getSourceFile(FILE)!;
    this.calls = calls;
  }

  private readonly calls: readonly SdkCall[];

  /** The arguments with the SDK's own names must compile as the type of the command's input. */
  checkArguments(calls: readonly SdkCall[]): string[] {
    const values = calls.map((call, index) => {
      const value = this.spell(call.args, this.typeOf(`in${index}`), `${call.state}: `);
      return `export const v${index}: ${inputOf(call)} = ${value};`;
    });
    const program = compile(
      [...importsOf(calls), "declare const dynamic: never;", ...values].join("\n"),
      this.program,
    );
    const found = program.getSemanticDiagnostics(program.getSourceFile(FILE)).map((diagnostic) => {
      const { line } = diagnostic.file!.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      const call = calls[line - importsOf(calls).length - 1];
      return `${call?.state}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")}`;
    });
    return [...this.problems, ...found];
  }

  /** Every field of the answer that an expression reads must be there. */
  checkAnswer(call: SdkCall): string[] {
    const type = this.typeOf(`out${this.calls.indexOf(call)}`);
    return call.expressions.flatMap((expression) => {
      const [, text] = EXPRESSION.exec(expression) ?? [];
      return text === undefined ? [] : this.checkPaths(jsonata(text).ast(), type, type, call.state);
    });
  }

  private checkPaths(node: unknown, root: ts.Type, context: ts.Type | undefined, state: string): string[] {
    if (Array.isArray(node)) return node.flatMap((part) => this.checkPaths(part, root, context, state));
    if (typeof node !== "object" || node === null) return [];
    const { type, steps, ...others } = node as { type?: string; steps?: AstStep[] };
    if (type !== "path" || !steps) return this.checkPaths(Object.values(others), root, context, state);
    const isAnswer =
      steps[0]?.type === "variable" && steps[0].value === "states" && steps[1]?.value === "result";
    // Another variable: nothing is known of it. A bare name belongs to what is filtered.
    const isVariable = !isAnswer && steps[0]?.type === "variable";
    return this.walk(
      isAnswer ? steps.slice(2) : steps,
      isAnswer ? root : isVariable ? undefined : context,
      root,
      state,
    );
  }

  private walk(
    steps: readonly AstStep[],
    start: ts.Type | undefined,
    root: ts.Type,
    state: string,
  ): string[] {
    const problems: string[] = [];
    let current: ts.Type | undefined = start;
    for (const step of steps) {
      if (step.type !== "name" && step.type !== "wildcard") {
        // A parenthesis or a function: what comes out of it is not followed, what stands in it is.
        problems.push(...this.checkPaths(step, root, root, state));
        current = undefined;
      }
      if (!current) break;
      const next =
        step.type === "wildcard" ? this.valueOf(current) : this.property(current, String(step.value));
      if (!next) {
        problems.push(
          `${state}: the answer has no ${String(step.value)} in ${this.checker.typeToString(current)}`,
        );
        break;
      }
      current = this.element(next);
      problems.push(...this.checkPaths([step.stages, step.predicate], root, current, state));
    }
    return problems;
  }

  /** The arguments as TypeScript, in the SDK's spelling. */
  private spell(value: Template, type: ts.Type | undefined, path: string): string {
    if (typeof value === "string" && EXPRESSION.test(value)) return "dynamic";
    if (Array.isArray(value)) {
      const element = type && this.element(type);
      return `[${value.map((part) => this.spell(part as Template, element, path)).join(", ")}]`;
    }
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const fields = Object.entries(value).map(([name, part]) => {
      const found = type && this.propertyName(type, name);
      const inner = type && (found ? this.property(type, name) : this.valueOf(type));
      if (type && !inner) this.problems.push(`${path}${name} is not in ${this.checker.typeToString(type)}`);
      return `${JSON.stringify(found ?? name)}: ${this.spell(part as Template, inner, `${path}${name}.`)}`;
    });
    return `{ ${fields.join(", ")} }`;
  }

  private typeOf(variable: string): ts.Type {
    const symbol = this.checker
      .getSymbolsInScope(this.file, ts.SymbolFlags.Variable)
      .find(({ name }) => name === variable)!;
    return this.checker.getTypeOfSymbolAtLocation(symbol, this.file);
  }

  private propertyName(type: ts.Type, name: string): string | undefined {
    return this.constituents(type)
      .flatMap((part) => part.getProperties())
      .find((property) => stepFunctionsName(property.name) === name)?.name;
  }

  private property(type: ts.Type, name: string): ts.Type | undefined {
    for (const part of this.constituents(type)) {
      const found = part.getProperties().find((property) => stepFunctionsName(property.name) === name);
      const found_ = found && this.checker.getTypeOfSymbolAtLocation(found, this.file);
      // A member of a union that forbids the field has it as undefined.
      if (found_ && !(this.checker.getNonNullableType(found_).flags & ts.TypeFlags.Never)) return found_;
    }
    return this.valueOf(type);
  }

  /** What a map holds. */
  private valueOf(type: ts.Type): ts.Type | undefined {
    return this.constituents(type)
      .map((part) => part.getStringIndexType())
      .find((found) => found !== undefined);
  }

  private element(type: ts.Type): ts.Type {
    const [part] = this.constituents(type);
    return (part && this.checker.isArrayType(part) && part.getNumberIndexType()) || type;
  }

  private constituents(type: ts.Type): readonly ts.Type[] {
    const known = this.checker.getNonNullableType(type);
    return known.isUnion() ? known.types : [known];
  }
}

interface AstStep {
  readonly type: string;
  readonly value?: unknown;
  readonly stages?: unknown;
  readonly predicate?: unknown;
}

const FILE = join(ROOT, "__tests__/support/calls-of-a-state-machine.ts");

function compile(text: string, old?: ts.Program): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === FILE
      ? ts.createSourceFile(name, text, version)
      : (old?.getSourceFile(name) ?? getSourceFile(name, version, ...rest));
  return ts.createProgram([FILE], options, host);
}

const commandOf = ({ action }: SdkCall) => action[0]!.toUpperCase() + action.slice(1);
const aliasOf = ({ service }: SdkCall, end: "Input" | "Output", command: string) =>
  `${service}_${command}${end}`;
const inputOf = (call: SdkCall) => aliasOf(call, "Input", commandOf(call));
const outputOf = (call: SdkCall) => aliasOf(call, "Output", commandOf(call));

function importsOf(calls: readonly SdkCall[]): string[] {
  const lines = calls.map((call) => {
    const command = commandOf(call);
    const name = PACKAGES[call.service];
    if (!name) throw new Error(`${call.state}: no package is known for the service ${call.service}`);
    return (
      `import type { ${command}CommandInput as ${inputOf(call)}, ${command}CommandOutput as ${outputOf(call)} } ` +
      `from "@aws-sdk/client-${name}/dist-types/commands/${command}Command";`
    );
  });
  return [...new Set(lines)];
}
