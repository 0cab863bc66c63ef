import { describeBundled, expectMessages, expectOrderlyEnd } from "../bundled";
import { ask } from "../process";
import { makeStreamflixWorld } from "./support";

const props = {
  system: "streamflix",
  readyPath: "/ready",
  makeWorld: () => makeStreamflixWorld("222222220003"),
} as const;

describeBundled("the bundled streaming service as a process", props, (bundled) => {
  test("takes titles, media and sessions over TLS, is healthy, and ends when it is told to", async () => {
    const service = await bundled.start();
    const json = { "content-type": "application/json" };
    const put = { method: "PUT", headers: json };
    expect(await ask(service, "/titles/film", put, '{"name":"Film"}')).toMatchObject({ status: 200 });
    const media = { method: "PUT", headers: { "transfer-encoding": "chunked" } };
    expect(await ask(service, "/titles/film/media", media, "\0".repeat(50_000))).toMatchObject({
      status: 200,
      body: { bytes: 50_000 },
      protocol: "TLSv1.3",
    });
    const session = await ask(service, "/sessions", { method: "POST", headers: json }, '{"viewer":"ada"}');
    expect(session).toMatchObject({ status: 201, body: { viewer: "ada" } });
    expectMessages(await expectOrderlyEnd(bundled, service));
  });
});
