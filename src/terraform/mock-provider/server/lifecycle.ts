import { replicaProblems } from "../checks/database-instances";
import { deletionProblems } from "../checks/deletion";
import { duplicateProblems } from "../checks/duplicates";
import { referenceProblems } from "../checks/references";
import type { ResourceModel } from "../catalog";
import type { Block } from "../schema/model";
import {
  fileSystemDeletionFaults,
  replicationFaults,
  startReplicating,
  stopReplicating,
} from "../store/file-replication";
import { join, leave } from "../store/membership";
import type { Store } from "../store/store";
import { isObject, type ObjectValue, type Value } from "../values/cty";
import { sameValue } from "../values/equal";
import { words } from "../values/paths";
import { fillIn } from "./creation";
import { problem, Refusal } from "./diagnostics";
import { effectiveRegion, serviceOf, textOf, type Cloud, type Session } from "./session";

/** Resources that differ in nothing get different ids; more copies than this are a mistake. */
const MOST_COPIES = 1000;

/** Makes, reads, changes and deletes resources in the store. */
export class Lifecycle {
  constructor(
    private readonly store: Store,
    private readonly cloud: Cloud,
  ) {}

  /** What exists of a resource now, `null` when it is gone. */
  read(model: ResourceModel, session: Session, current: ObjectValue): Value {
    const region = effectiveRegion(model, session, current);
    this.cloud.reach(region, serviceOf(model.type));
    const stored = this.store.get(region, model.type, String(idOf(model, current)));
    return stored ? { ...current, ...stored.attributes } : null;
  }

  create(model: ResourceModel, session: Session, planned: ObjectValue, config: ObjectValue): ObjectValue {
    const region = effectiveRegion(model, session, planned);
    this.cloud.reach(region, serviceOf(model.type));
    this.refuseIfAny([
      ...referenceProblems(model, planned, region, this.store, this.cloud),
      ...duplicateProblems(model, planned, region, this.store),
      ...replicaProblems(model, planned, region, this.store),
      ...this.conflicts(model, planned),
    ]);
    const attributes = this.makeUnique(model, planned, region);
    const id = String(idOf(model, attributes));
    const made = { type: model.type, region, id, attributes, secrets: writtenSecrets(model.block, config) };
    this.store.put(made);
    join(this.store, made);
    startReplicating(this.store, made);
    return attributes;
  }

  update(
    model: ResourceModel,
    session: Session,
    prior: ObjectValue,
    planned: ObjectValue,
    config: ObjectValue,
  ): ObjectValue {
    const region = effectiveRegion(model, session, planned);
    this.cloud.reach(region, serviceOf(model.type));
    const id = String(idOf(model, prior));
    const stored = this.store.get(region, model.type, id);
    if (!stored)
      throw Refusal.because("Resource not found", `${model.type} "${id}" does not exist in ${region}.`);
    this.refuseIfAny(referenceProblems(model, planned, region, this.store, this.cloud));
    const attributes = fillIn(model, planned, this.cloud.place(region), 0, prior);
    const secrets = { ...stored.secrets, ...rewrittenSecrets(model.block, config, prior) };
    this.store.put({ ...stored, attributes, secrets });
    return attributes;
  }

  delete(model: ResourceModel, session: Session, prior: ObjectValue): void {
    const region = effectiveRegion(model, session, prior);
    this.cloud.reach(region, serviceOf(model.type));
    this.refuseIfAny(deletionProblems(model, prior));
    const id = String(idOf(model, prior));
    const stored = this.store.get(region, model.type, id);
    if (!stored || (model.facts.versioned && stored.attributes["arn"] !== prior["arn"])) return;
    this.refuseIfAny(
      fileSystemDeletionFaults(this.store, stored).map((fault) => problem("Still in use", fault)),
    );
    this.store.delete(region, model.type, id);
    leave(this.store, stored);
    stopReplicating(this.store, stored);
  }

  /** The state of something that exists already, by its id; `id@region` for a region other than the alias's. */
  import(model: ResourceModel, session: Session, importId: string): ObjectValue {
    const [, id = importId, named] = /^(.*)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(importId) ?? [];
    const region = model.global ? effectiveRegion(model, session, null) : (named ?? session.region);
    this.cloud.reach(region, serviceOf(model.type));
    const stored = this.store.get(region, model.type, id);
    if (!stored) {
      throw Refusal.because(
        "Cannot import non-existent remote object",
        `${region} has no ${model.type} with the id "${id}".`,
      );
    }
    return { ...stored.attributes };
  }

  private conflicts(model: ResourceModel, planned: ObjectValue) {
    if (model.type !== "aws_efs_replication_configuration") return [];
    return replicationFaults(this.store, planned).map((fault) => problem("Replication refused", fault));
  }

  private makeUnique(model: ResourceModel, planned: ObjectValue, region: string): ObjectValue {
    let previous: string | undefined;
    for (let copy = 0; copy < MOST_COPIES; copy++) {
      const attributes = fillIn(model, planned, this.cloud.place(region), copy);
      const id = idOf(model, attributes);
      if (id === undefined) throw new Error(`${model.type} got no id`);
      const existing = this.store.get(region, model.type, id);
      if (!existing) return attributes;
      if (model.facts.versioned)
        return fillIn(model, planned, this.cloud.place(region), 0, existing.attributes);
      if (id === previous) break;
      previous = id;
    }
    throw Refusal.because("Resource already exists", `${region} already has ${model.type} "${previous}".`);
  }

  private refuseIfAny(problems: ConstructorParameters<typeof Refusal>[0]): void {
    if (problems.length > 0) throw new Refusal(problems);
  }
}

/** By what a resource is kept: its id, else what the facts say. */
function idOf({ facts }: ResourceModel, attributes: ObjectValue): string | undefined {
  if (facts.identity === undefined) return textOf(attributes["id"]);
  return words(facts.identity)
    .map((name) => String(attributes[name]))
    .join(":");
}

/** The values of write-only arguments. */
function writtenSecrets(block: Block, config: ObjectValue): ObjectValue {
  const names = Object.keys(block.attributes).filter((name) => block.attributes[name]?.writeOnly);
  return Object.fromEntries(names.map((name) => [name, config[name] ?? null]));
}

/** An update writes a write-only argument again only when its version changed: nothing else shows a change. */
function rewrittenSecrets(block: Block, config: ObjectValue, prior: ObjectValue): ObjectValue {
  const written = Object.entries(writtenSecrets(block, config));
  return Object.fromEntries(
    written.filter(([name]) => !sameValue(config[`${name}_version`], prior[`${name}_version`])),
  );
}

/** A decoded state that must be an object. */
export function requireObject(value: Value, what: string): ObjectValue {
  if (!isObject(value)) throw new Error(`Terraform sent no ${what}`);
  return value;
}
