import { readRequest as readProbeRequest } from "../../functions/probe-site/request";
import type { Site } from "../../config/site";
import { AslError } from "../asl/asl-error";
import type { Json } from "../asl/json";
import { runOtherSite } from "./functions/other-site";
import type { ProbeModel } from "./probe";
import { serviceError, type Service } from "./service";
import { blockOf, type StoredValue } from "./store";
import type { Surroundings } from "./surroundings";
import type { Wire } from "./wire";

/** What is left of a function's time when its calls are given up, in milliseconds: see the handler of `other-site`. */
const LAST_WORDS_MS = 2_000;

/** A function's time in seconds where none is configured (Lambda API reference, CreateFunction, read 2026-11). */
const DEFAULT_TIMEOUT = 3;

interface Invocation {
  readonly FunctionName: string;
  readonly Payload: Json;
}

/**
 * AWS Lambda, with the two functions that state machines call. `other-site` runs its own code on the model's clients, with the
 * environment that its stack gives it; what `probe-site` sees is asked of a `ProbeModel`.
 *
 * Sources: Step Functions developer guide, Lambda (the error's name is the one of the function's error; a function that runs
 * out of time fails with Lambda.Unknown), read 2026-11.
 */
export class Functions {
  constructor(
    private readonly world: Surroundings,
    private readonly probe: ProbeModel,
    /** By which the functions call. */
    private readonly wire: () => Wire,
  ) {}

  readonly actions: Service = {
    invoke: async ({ FunctionName, Payload }: Invocation, region: string) => {
      const found = this.world.store
        .find("aws_lambda_function", region)
        .find(({ attributes }) => attributes["arn"] === FunctionName);
      if (!found) throw serviceError("Lambda", "ResourceNotFoundException", `There is no ${FunctionName}.`);
      return { StatusCode: 200, Payload: await this.run(found, Payload) };
    },
  };

  private async run({ region, attributes }: StoredValue, payload: Json): Promise<unknown> {
    const { clock } = this.world;
    const timeoutMs = Number(attributes["timeout"] ?? DEFAULT_TIMEOUT) * 1000;
    const given = blockOf(attributes, "environment")?.["variables"] ?? {};
    const variables = given as Readonly<Record<string, string>>;
    const controller = new AbortController();
    const cancels = [clock.at(clock.now + timeoutMs - LAST_WORDS_MS, () => controller.abort())];
    const outOfTime = new Promise<never>((_, reject) => {
      const fail = () =>
        reject(new AslError("Lambda.Unknown", `Task timed out after ${timeoutMs / 1000} seconds`));
      cancels.push(clock.at(clock.now + timeoutMs, fail));
    });
    try {
      const { signal } = controller;
      const run = { wire: this.wire(), clock, region, variables, payload, signal };
      const work = "OTHER_MACHINE_ARN" in variables ? runOtherSite(run) : this.look(variables, payload);
      return await Promise.race([work, outOfTime]);
    } catch (error) {
      if (error instanceof AslError) throw error;
      const { name: errorType, message: errorMessage } = error as Error;
      throw new AslError(errorType, JSON.stringify({ errorType, errorMessage }));
    } finally {
      cancels.forEach((cancel) => cancel());
    }
  }

  private async look(variables: Readonly<Record<string, string>>, payload: Json): Promise<unknown> {
    const { SITE: site } = variables;
    const request = readProbeRequest(payload);
    if (!site || request.action === "probe") throw new Error("state machines call no such function");
    return request.action === "confirm"
      ? this.probe.confirm(site as Site, request.suspicion)
      : this.probe.measure(site as Site);
  }
}
