import { Fn, Op, Token, type IResolvable } from "cdktf";
import type { Site } from "../../config/site";

/** Where the active site's name stands for Terraform to read. */
export function activeSiteParameterName(system: string, suffix: string): string {
  return `/standby/${system}/${suffix}/active-site`;
}

/** What a site does now, as far as Terraform can see it: an expression, since a failover changes it without a deployment. */
export class SiteRole {
  constructor(
    readonly site: Site,
    /** The name of the active site, as a token. */
    private readonly activeSite: string,
  ) {}

  /** One number while the site serves, another one while it stands by. */
  choose(numbers: { readonly active: number; readonly standby: number }): number {
    if (numbers.active === numbers.standby) return numbers.active;
    return Token.asNumber(this.conditional(numbers.active, numbers.standby));
  }

  /** One text while the site serves, another one while it stands by. */
  chooseText(texts: { readonly active: string; readonly standby: string }): string {
    if (texts.active === texts.standby) return texts.active;
    return Token.asString(this.conditional(texts.active, texts.standby));
  }

  /** Whether something is so while the site serves, and whether while it stands by. */
  chooseFlag(flags: { readonly active: boolean; readonly standby: boolean }): boolean | IResolvable {
    if (flags.active === flags.standby) return flags.active;
    return Token.asAny(this.conditional(flags.active, flags.standby));
  }

  private conditional(active: unknown, standby: unknown) {
    return Fn.conditional(Op.eq(this.activeSite, this.site), active, standby);
  }
}
