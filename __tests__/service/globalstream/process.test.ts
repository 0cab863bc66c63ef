import { describeBundled, expectMessages, expectOrderlyEnd } from "../bundled";
import { ask, until } from "../process";
import { titleRequest } from "../streaming-world";
import { completeRequest, makeGlobalstreamWorld, partRequest } from "./support";

const JSON_TYPE = { "content-type": "application/json" };

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload: object;
}

const textOf = (payload: object) => (Buffer.isBuffer(payload) ? payload.toString() : JSON.stringify(payload));

const props = {
  system: "globalstream",
  readyPath: "/v1/ready",
  makeWorld: () => makeGlobalstreamWorld("222222220015"),
} as const;

describeBundled("the bundled media service as a process", props, (bundled) => {
  test("takes titles and media over TLS, is healthy, and ends when it is told to", async () => {
    const service = await bundled.start();
    const send = async ({ method, url, payload, ...rest }: Sent) =>
      ask(service, `/v1${url}`, { method, headers: { ...JSON_TYPE, ...rest.headers } }, textOf(payload));
    expect(await send(titleRequest("film"))).toMatchObject({ status: 200, protocol: "TLSv1.3" });
    expect(await send(partRequest("film", 1, "content"))).toMatchObject({ status: 200 });
    expect(await send(completeRequest("film", ["content"]))).toMatchObject({ status: 202 });
    // Nobody has to ask for the processing.
    const manifest = () => ask(service, "/v1/titles/film/media/manifest");
    await until(async () => (await manifest()).status === 200, service.output);
    expect((await manifest()).body).toMatchObject({ bytes: 7 });
    expectMessages(await expectOrderlyEnd(bundled, service));
  });
});
