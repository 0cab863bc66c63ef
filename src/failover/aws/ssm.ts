import { serviceError, type Service } from "./service";
import type { Surroundings } from "./surroundings";

/**
 * SSM Parameter Store. Only parameters that a stack has made are written.
 *
 * Sources: SSM API reference (PutParameter); read back are `insecure_value`, where the configuration uses it, and `version`
 * (provider, internal/service/ssm/parameter.go). All read 2026-11.
 */
export class Ssm {
  constructor(private readonly world: Surroundings) {}

  readonly actions: Service = {
    putParameter: (
      {
        Name,
        Value,
        Overwrite,
      }: { readonly Name: string; readonly Value: string; readonly Overwrite?: boolean },
      region: string,
    ) => {
      const { store } = this.world;
      const parameter = store
        .find("aws_ssm_parameter", region)
        .find(({ attributes }) => attributes["name"] === Name);
      if (!parameter) throw new Error(`no stack makes the parameter ${Name} in ${region}`);
      if (Overwrite !== true) throw serviceError("Ssm", "ParameterAlreadyExistsException", `${Name} exists.`);
      const { version } = parameter.attributes;
      const Version = Number(version ?? 1) + 1;
      store.write(parameter, { insecure_value: Value, version: Version });
      return { Version };
    },
  };
}
