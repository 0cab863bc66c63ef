import type { ResourceModel } from "../catalog";
import type { Block, NestedBlock } from "../schema/model";
import { hasUnknown, isObject, isUnknown, UNKNOWN, type ObjectValue, type Value } from "../values/cty";
import { sameValue } from "../values/equal";
import { valuesAt, words } from "../values/paths";
import type { Place } from "../values/answers";
import { fillIn } from "./creation";
import type { Session } from "./session";
import { wasThere } from "./set-elements";

/** The three views that Terraform gives of a block that is planned. `prior` is undefined for what doesn't exist yet. */
interface Views {
  config: ObjectValue;
  /** The configuration with the prior values of computed attributes filled in. */
  proposed: ObjectValue;
  prior: ObjectValue | undefined;
}

const asObject = (value: Value | undefined): ObjectValue => (isObject(value) ? value : {});

/** Plans one resource: what it will look like, as far as that is known before it is made. */
export class Planner {
  constructor(
    private readonly model: ResourceModel,
    private readonly session: Session,
    private readonly place: Place,
  ) {}

  /** @param prior `null` for a resource that doesn't exist yet */
  plan(config: ObjectValue, proposed: ObjectValue, prior: Value): ObjectValue {
    const views = { config, proposed, prior: isObject(prior) ? prior : undefined };
    const planned = this.planBlock(this.model.block, "", views);
    if ("region" in planned && config["region"] === null) planned["region"] = this.session.region;
    if ("tags_all" in planned && "tags" in planned) planned["tags_all"] = this.allTags(planned["tags"]);
    if (views.prior) this.planChangingAnswers(planned, views.prior);
    else if (!hasUnknown(config)) this.planKnownAnswers(planned);
    return planned;
  }

  /** Top-level attributes and blocks whose change replaces the resource. */
  replacing(prior: ObjectValue, planned: ObjectValue): string[] {
    const paths = [...words(this.model.facts.replaces), ...("region" in planned ? ["region"] : [])];
    const changed = paths.filter((path) => {
      const before = valuesAt(prior, path, this.model.block).map((found) => found.value);
      const after = valuesAt(planned, path, this.model.block).map((found) => found.value);
      return !sameValue(before, after);
    });
    return [...new Set(changed.map((path) => path.split(".")[0] ?? path))];
  }

  private allTags(tags: Value | undefined): Value {
    if (hasUnknown(tags)) return UNKNOWN;
    return { ...this.session.defaultTags, ...asObject(tags) };
  }

  /** Answers that follow their arguments: a changed parameter has a new version. */
  private planChangingAnswers(planned: ObjectValue, prior: ObjectValue): void {
    for (const [answer, causes] of Object.entries(this.model.facts.changing ?? {})) {
      if (words(causes).some((cause) => !sameValue(planned[cause], prior[cause]))) planned[answer] = UNKNOWN;
    }
  }

  /** Answers that don't wait for the resource: the records that prove the ownership of a certificate's domain. */
  private planKnownAnswers(planned: ObjectValue): void {
    const known = words(this.model.facts.knownWhenPlanned);
    if (known.length === 0) return;
    const filled = fillIn(this.model, planned, this.place, 0);
    for (const name of known) planned[name] = filled[name] ?? null;
  }

  private planBlock(block: Block, path: string, views: Views): ObjectValue {
    const planned: ObjectValue = {};
    for (const name of Object.keys(block.attributes)) {
      planned[name] = this.planAttribute(block, path, name, views);
    }
    for (const [name, nested] of Object.entries(block.blocks)) {
      planned[name] = this.planNested(nested, `${path}${name}.`, name, views);
    }
    return planned;
  }

  private planAttribute(block: Block, path: string, name: string, { config, proposed, prior }: Views): Value {
    const attribute = block.attributes[name];
    if (attribute?.writeOnly) return null;
    const configured = config[name] ?? null;
    if (configured !== null) return configured;
    const byDefault = this.model.facts.defaults?.[path + name];
    if (byDefault !== undefined) return byDefault;
    if (!attribute?.computed) return null;
    if (prior) return proposed[name] ?? null;
    // A name's prefix is never made up, only the name.
    return name.endsWith("_prefix") ? null : UNKNOWN;
  }

  private planNested(
    nested: NestedBlock,
    path: string,
    name: string,
    { config, proposed, prior }: Views,
  ): Value {
    const configured = config[name] ?? null;
    if (isUnknown(configured)) return UNKNOWN;
    if (nested.nesting === "single") {
      if (configured === null) return null;
      const before = prior?.[name];
      return this.planBlock(nested.block, path, {
        config: asObject(configured),
        proposed: asObject(proposed[name]),
        prior: isObject(before) ? before : undefined,
      });
    }
    const elements = proposed[name];
    if (!Array.isArray(elements)) return [];
    const before = prior?.[name];
    const priors = Array.isArray(before) ? before : [];
    return elements.map((element, index) => {
      if (isUnknown(element)) return UNKNOWN;
      if (nested.nesting === "list") {
        const listed = Array.isArray(configured) ? configured[index] : undefined;
        const was = priors[index];
        const views = { proposed: asObject(element), prior: isObject(was) ? was : undefined };
        return this.planBlock(nested.block, path, { config: asObject(listed), ...views });
      }
      // Sets have no order to pair by: Terraform has filled in the prior values of an element that was there before.
      const kept = priors.find((was) => wasThere(this.model, nested.block, path, element, was));
      if (kept !== undefined) return kept;
      const views = { config: asObject(element), proposed: asObject(element), prior: undefined };
      return this.planBlock(nested.block, path, views);
    });
  }
}
