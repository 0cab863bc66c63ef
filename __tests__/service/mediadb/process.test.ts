import { describeBundled, expectMessages, expectOrderlyEnd } from "../bundled";
import { ask } from "../process";
import { ADA, makeMediadbWorld, newViewerId } from "./support";

const props = {
  system: "mediadb",
  readyPath: "/v1/ready",
  makeWorld: () => makeMediadbWorld("222222230006"),
} as const;

describeBundled("the bundled service of the media database as a process", props, (bundled) => {
  test("takes viewers over TLS, counts requests in its log, and ends when it is told to", async () => {
    const service = await bundled.start();
    const put = { method: "PUT", headers: { "content-type": "application/json" } };
    const id = newViewerId();
    expect(await ask(service, `/v1/viewers/${id}`, put, JSON.stringify(ADA))).toMatchObject({
      status: 200,
      body: { id },
      protocol: "TLSv1.3",
    });
    expect(await ask(service, `/v1/viewers/${id}`, { method: "DELETE" })).toMatchObject({
      status: 200,
      body: { deleted: { viewers: 1 } },
    });
    const lines = await expectOrderlyEnd(bundled, service);
    const metrics = lines.filter((line) => line.startsWith('{"_aws"'));
    expect(metrics.map((line) => (JSON.parse(line) as { Route: string }).Route)).toEqual(
      expect.arrayContaining(["PUT /viewers/:id", "DELETE /viewers/:id"]),
    );
    expectMessages(lines.filter((line) => !metrics.includes(line)));
    expect(service.output()).not.toContain(id);
  });
});
