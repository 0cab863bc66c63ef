import { SITES, type Site } from "../../src/config/site";
import { describeWithDeployment } from "../support/live";
import { PROTECTED, publicAddressesOf, regionOfArn, statusOf } from "./deployed";

/** What a site tells that ends in the environment's suffix. */
const NAMED = ["DatabaseInstanceIdentifier", "ClusterName", "ServiceName", "TaskFamily"];

/** What both sites tell where there is a domain, and what people need first. */
const CRITICAL = [
  "VpcId",
  "DatabaseEndpoint",
  "DatabaseInstanceIdentifier",
  "FileSystemId",
  "CacheEndpoint",
  "ClusterName",
  "LoadBalancerDNS",
  "DataKeyArn",
  "SiteEndpoint",
  "FailoverMachineArn",
];

// Read only: nothing is written, and no failover is started. `standby drill` does that.
describeWithDeployment("streamflix", (outputs) => {
  /** The region that a site's ARNs name. */
  const regionOf = (site: Site) => regionOfArn(outputs(site).DataKeyArn);

  /** Where the environment's names end, without the site. */
  const suffixOf = (site: Site) =>
    outputs(site).DatabaseInstanceIdentifier?.replace(
      site === "dr" ? "streamflix-rds-dr-" : "streamflix-rds-",
      "",
    );

  describe.each(SITES)("in the %s site", (site) => {
    const output = (name: string) => String(outputs(site)[name]);

    test("tells all that is critical", () => {
      expect(Object.keys(outputs(site))).toEqual(expect.arrayContaining(CRITICAL));
      expect(CRITICAL.filter((name) => !outputs(site)[name])).toEqual([]);
    });

    test("has a VPC", () => {
      expect(output("VpcId")).toMatch(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/);
    });

    test("has a database at an address of RDS in its region, without a port", () => {
      expect(output("DatabaseEndpoint")).toMatch(/^[a-z0-9-]+\.[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com$/);
      expect(output("DatabaseEndpoint")).toContain(`.${regionOf(site)}.`);
      expect(output("DatabaseEndpoint").startsWith(`${output("DatabaseInstanceIdentifier")}.`)).toBe(true);
    });

    test("has a file system", () => {
      expect(output("FileSystemId")).toMatch(/^fs-([0-9a-f]{8}|[0-9a-f]{17})$/);
    });

    test("has a cache at an address of ElastiCache", () => {
      expect(output("CacheEndpoint")).toMatch(/\.cache\.amazonaws\.com$/);
    });

    test.each(["DatabaseEndpoint", "CacheEndpoint"])(
      "keeps what %s names inside of its network",
      async (name) => {
        expect(await publicAddressesOf(output(name))).toEqual([]);
      },
    );

    test("has a customer's key of its region", () => {
      expect(output("DataKeyArn")).toMatch(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/mrk-[0-9a-f]{32}$/);
    });

    test("has a state machine that fails over into its region", () => {
      expect(output("FailoverMachineArn")).toMatch(
        /^arn:aws:states:[a-z0-9-]+:\d{12}:stateMachine:streamflix-failover-/,
      );
      expect(output("FailoverMachineArn").split(":")[3]).toBe(regionOf(site));
    });

    test("has a load balancer in its region", () => {
      expect(output("LoadBalancerDNS")).toMatch(new RegExp(`\\.${regionOf(site)}\\.elb\\.amazonaws\\.com$`));
    });

    test("answers that it is healthy, over TLS", async () => {
      const answer = await fetch(`${output("SiteEndpoint")}/health`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ status: "ok", site });
    });

    test("sends plain HTTP on to TLS", async () => {
      const answer = await fetch(`http://${output("LoadBalancerDNS")}/health`, { redirect: "manual" });
      expect(answer.status).toBe(301);
      expect(answer.headers.get("location")).toMatch(/^https:/);
    });

    test("ends its names in the environment's suffix", () => {
      const end = `${site === "dr" ? "-dr" : ""}-${suffixOf(site)}`;
      expect(NAMED.filter((name) => !output(name).endsWith(end))).toEqual([]);
    });
  });

  test("has one suffix and two regions", () => {
    expect(suffixOf("dr")).toBe(suffixOf("primary"));
    expect(regionOf("dr")).not.toBe(regionOf("primary"));
  });

  test("uses one key for data in both regions", () => {
    const [primary, dr] = SITES.map((site) => outputs(site).DataKeyArn?.split("/")[1]);
    expect(dr).toBe(primary);
  });

  test("has a file system for each site", () => {
    expect(outputs("dr").FileSystemId).toBe(outputs("primary").FileSystemIdDr);
    expect(outputs("dr").FileSystemId).not.toBe(outputs("primary").FileSystemId);
  });

  test("takes writes in one site, and that is where its name leads", async () => {
    const addresses = [...SITES.map((site) => outputs(site).SiteEndpoint), outputs("primary").Endpoint];
    const ready = await Promise.all(addresses.map((address) => fetch(`${address}/ready`)));
    const [primary, dr, name] = ready.map(({ status }) => status);
    expect([primary, dr].sort()).toEqual([200, 503]);
    expect(name).toBe(200);
  });

  test("is protected: the other site could take over now, with its copies as fresh as promised", async () => {
    expect(await statusOf("streamflix")).toMatchObject(PROTECTED);
  });
});
