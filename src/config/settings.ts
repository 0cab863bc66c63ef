import { isIPv4 } from "node:net";
import { z } from "zod";
import { interfaceEndpoint } from "../constructs/network/interface-endpoints";
import type { PerSite } from "./site";

/** An IPv4 block of a VPC. The subnet plan needs room for 32 subnets of at least /24, hence /16 to /19. */
const vpcCidr = z.string().refine(isVpcCidr, {
  error: "must be an IPv4 block from /16 to /19 whose host bits are zero, for example 10.30.0.0/16",
});

function isVpcCidr(text: string): boolean {
  const [address = "", bits = ""] = text.split("/");
  if (!isIPv4(address) || !/^1[6-9]$/.test(bits)) return false;
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return value % 2 ** (32 - Number(bits)) === 0;
}

const networkSettings = (natGateways: "none" | "single") =>
  z
    .strictObject({
      zones: z
        .array(z.enum(["a", "b", "c", "d", "e", "f"]))
        .min(2, { error: "needs at least two availability zones" })
        .refine((zones) => new Set(zones).size === zones.length, { error: "names a zone twice" })
        .default(["a", "b"])
        .meta({ description: "Letters of the availability zones used in both regions." }),
      natGateways: z.enum(["none", "single", "per-zone"]).default(natGateways).meta({
        description: "NAT gateways for private subnets: none (endpoints only), one, or one in each zone.",
      }),
      interfaceEndpoints: z
        .array(interfaceEndpoint)
        .refine((names) => new Set(names).size === names.length, { error: "names an endpoint twice" })
        .optional()
        .meta({
          description:
            "Interface endpoints beside NAT gateways, to spare their traffic. Without NAT all that are needed are there.",
        }),
      flowLogRetentionDays: z.literal([7, 14, 30, 60, 90, 180, 365, 400, 731]).default(365).meta({
        description: "How long VPC flow logs are kept, in days; only values that CloudWatch Logs takes.",
      }),
    })
    .refine((given) => given.natGateways !== "none" || given.interfaceEndpoints === undefined, {
      error: "goes with NAT gateways; without them all endpoints that are needed are there: leave it out",
      path: ["interfaceEndpoints"],
    });

/** What an environment may say of the network of every system. */
export type NetworkSettings = z.infer<ReturnType<typeof networkSettings>>;

/** What an environment may say of every system. */
export interface CommonSettings {
  readonly regions: PerSite<string>;
  readonly cidrs: PerSite<string>;
  readonly network: NetworkSettings;
}

/** The part of a system's settings that all systems share. */
export interface CommonDefaults {
  /** The regions that the system may live in: a wish for speed, or the law. */
  readonly allowedRegions: readonly [string, ...string[]];
  readonly regions: PerSite<string>;
  readonly cidrs: PerSite<string>;
  /**
   * NAT gateways where the environment says nothing of them.
   *
   * @default "single"
   */
  readonly natGateways?: "none" | "single";
}

/** The zod shape that every system's settings extend. */
export function commonSettings({ allowedRegions, regions, cidrs, natGateways = "single" }: CommonDefaults) {
  const region = z.enum(allowedRegions);
  return z.strictObject({
    regions: z
      .strictObject({ primary: region.default(regions.primary), dr: region.default(regions.dr) })
      .refine((given) => given.primary !== given.dr, {
        error: `must be another region than the primary site's; where it is left out, it is ${regions.dr}`,
        path: ["dr"],
      })
      .prefault({})
      .meta({ description: "The region of each site." }),
    cidrs: z
      .strictObject({ primary: vpcCidr.default(cidrs.primary), dr: vpcCidr.default(cidrs.dr) })
      .prefault({})
      .meta({
        description: "The VPC's IPv4 block in each site. No two blocks of an environment may overlap.",
      }),
    network: networkSettings(natGateways).prefault({}),
  });
}
