import { SITES } from "../../src/config/site";
import { describeWithDeployment } from "../support/live";

describeWithDeployment("payments", (outputs) => {
  test.each(SITES)("the %s site answers that it is healthy, over TLS", async (site) => {
    const endpoint = outputs(site).SiteEndpoint;
    const answer = await fetch(`${endpoint}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ site });
  });

  test("the system's name leads to a site that takes writes", async () => {
    const answer = await fetch(`${outputs("primary").Endpoint}/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ mayWrite: true });
  });

  test("plain HTTP is sent on to TLS", async () => {
    const { Endpoint = "" } = outputs("primary");
    const answer = await fetch(`${Endpoint.replace("https:", "http:")}/health`, { redirect: "manual" });
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toMatch(/^https:/);
  });
});
