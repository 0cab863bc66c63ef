import {
  Annotations,
  Aspects,
  TerraformDataSource,
  TerraformResource,
  type IAspect,
  type TerraformProvider,
} from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { NameKind } from "../config/naming";
import type { Site } from "../config/site";
import { EphemeralResource } from "../terraform/ephemeral-resource";
import { RegionalStack } from "./regional-stack";

/**
 * The part of a stack that lives in the other site's region. Everything in it must name that region's provider
 * on purpose; whatever does not would silently be made in the stack's own region, so synthesis fails.
 */
export class AliasedScope extends Construct {
  readonly provider: TerraformProvider;

  constructor(
    scope: Construct,
    id: string,
    readonly site: Site,
  ) {
    super(scope, id);
    this.provider = RegionalStack.of(this).aliases[site];
    Aspects.of(this).add(new RequireProvider(this.provider));
  }

  /** The aliased scope around a construct, if there is one. */
  static around(construct: IConstruct): AliasedScope | undefined {
    return construct.node.scopes.filter((scope) => scope instanceof AliasedScope).at(-1);
  }
}

/** The provider that a resource of this construct must be given: undefined outside of aliased scopes. */
export function providerOf(construct: IConstruct): TerraformProvider | undefined {
  return AliasedScope.around(construct)?.provider;
}

/** The site that a construct's resources live in. */
export function siteOf(construct: Construct): Site {
  return AliasedScope.around(construct)?.site ?? RegionalStack.of(construct).site;
}

/** The region that a construct's resources live in. */
export function regionOf(construct: Construct): string {
  return RegionalStack.of(construct).regions[siteOf(construct)];
}

/** The physical name of something that a construct makes: `<system>-<thing>[-dr]-<suffix>`. */
export function nameFor(construct: Construct, thing: string, kind: NameKind): string {
  return RegionalStack.of(construct).physicalName(thing, kind, siteOf(construct));
}

class RequireProvider implements IAspect {
  constructor(private readonly provider: TerraformProvider) {}

  visit(node: IConstruct): void {
    if (!isProviderBound(node)) return;
    if (node.provider === this.provider) return;
    const given = node.provider ? `names provider ${node.provider.fqn}` : "names no provider";
    Annotations.of(node).addError(
      `${node.terraformResourceType} ${given}, but lives in an aliased scope: pass provider ${this.provider.fqn}`,
    );
  }
}

function isProviderBound(
  node: IConstruct,
): node is TerraformResource | TerraformDataSource | EphemeralResource {
  return [TerraformResource, TerraformDataSource, EphemeralResource].some((kind) => node instanceof kind);
}
