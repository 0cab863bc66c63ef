import { describeWithDeployment } from "../support/live";

describeWithDeployment("a deployed payments environment", (outputs) => {
  test.each(["primary", "dr"])("the %s site answers that it is healthy, over TLS", async (site) => {
    const endpoint = outputs()[`payments-${site}`]?.SiteEndpoint;
    const answer = await fetch(`${endpoint}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ site });
  });

  test("the system's name leads to a site that takes writes", async () => {
    const answer = await fetch(`${outputs()["payments-primary"]?.Endpoint}/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ mayWrite: true });
  });

  test("plain HTTP is sent on to TLS", async () => {
    const { Endpoint = "" } = outputs()["payments-primary"] ?? {};
    const answer = await fetch(`${Endpoint.replace("https:", "http:")}/health`, { redirect: "manual" });
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toMatch(/^https:/);
  });
});
