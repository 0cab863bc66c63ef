import { LARGEST_MEDIA_BYTES, titleRequest } from "../streaming-world";
import { completeRequest, describeService, outcomeOf, partRequest, sha256Of, upload } from "./support";

const MIB = 2 ** 20;

describeService("uploads", "222222220012", (stage) => {
  const time = expect.stringMatching(/^\d{4}-.*Z$/) as string;

  test("in parts become media, which are answered by segments and by ranges", async () => {
    const service = await stage.makeActive({ LARGEST_MEDIA_BYTES: String(64 * MIB) });
    const { server } = service;
    const parts = [Buffer.alloc(8 * MIB, "a"), Buffer.alloc(1 * MIB, "b"), Buffer.from("the end")];
    const content = Buffer.concat(parts);
    await upload(service, "film", parts);
    expect(await outcomeOf(service, "film")).toMatchObject({ state: "queued", parts: 3 });
    expect((await server.inject("/titles/film/media")).statusCode).toBe(404);

    expect(await service.worker.workOnce()).toBe(true);
    const { version, ...outcome } = await outcomeOf(service, "film");
    expect(outcome).toMatchObject({ state: "ready", bytes: content.length, epoch: stage.epoch });
    const manifest = await server.inject("/titles/film/media/manifest");
    expect(manifest.json()).toEqual({
      titleId: "film",
      version,
      storedAt: time,
      bytes: content.length,
      sha256: sha256Of(content),
      segmentBytes: 4 * MIB,
      segments: [0, 4, 8].map((start) => sha256Of(content.subarray(start * MIB, (start + 4) * MIB))),
    });
    const { segments } = manifest.json<{ segments: string[] }>();
    const pieces = [];
    for (const [index, sha256] of segments.entries()) {
      const answer = await server.inject(
        `/titles/film/media/segments/${index + 1}?version=${version as string}`,
      );
      expect(answer.headers.etag).toBe(`"${sha256}"`);
      pieces.push(answer.rawPayload);
    }
    expect(Buffer.concat(pieces).equals(content)).toBe(true);

    const url = "/titles/film/media";
    const cut = await server.inject({ url, headers: { range: "bytes=1-" } });
    expect(cut.statusCode).toBe(206);
    expect(cut.rawPayload.length).toBe(8 * MIB);
    expect(cut.headers["content-range"]).toBe(`bytes 1-${8 * MIB}/${content.length}`);
    expect((await server.inject({ url, headers: { range: "bytes=-7" } })).body).toBe("the end");
    expect((await server.inject(url)).statusCode).toBe(400);
  });

  test("are not asked for again by whoever has them", async () => {
    const service = await stage.makeActive();
    await upload(service, "cached", ["content"]);
    await service.worker.workOnce();
    for (const page of ["manifest", "segments/1"]) {
      const url = `/titles/cached/media/${page}`;
      const { etag } = (await service.server.inject(url)).headers;
      const headers = { "if-none-match": etag as string };
      expect((await service.server.inject({ url, headers })).statusCode).toBe(304);
    }
    expect((await service.server.inject("/titles/cached/media")).body).toBe("content");
  });

  test.each(["segments/0", "segments/2", "segments/x", "segments/1?version=other"])(
    "have no %s",
    async (page) => {
      const service = await stage.makeActive();
      await upload(service, "short", ["content"]);
      await service.worker.workOnce();
      expect((await service.server.inject(`/titles/short/media/${page}`)).statusCode).toBe(404);
    },
  );

  test("may be repeated at every step", async () => {
    const service = await stage.makeActive();
    const { server, worker } = service;
    await upload(service, "repeated", ["one", "two"]);
    await upload(service, "repeated", ["one", "two"]);
    await worker.workOnce();
    const ready = await outcomeOf(service, "repeated");
    const again = await server.inject(completeRequest("repeated", ["one", "two"]));
    expect(again.statusCode).toBe(202);
    expect(again.json()).toEqual(ready);
    expect(await worker.workOnce()).toBe(false);
    const other = await server.inject(completeRequest("repeated", ["one"]));
    expect(other.statusCode).toBe(409);
  });

  test("replace a part by what was sent last", async () => {
    const service = await stage.makeActive();
    await service.server.inject(titleRequest("resent"));
    await service.server.inject(partRequest("resent", 1, "wrong"));
    await upload(service, "resent", ["right"]);
    await service.worker.workOnce();
    expect((await service.server.inject("/titles/resent/media")).body).toBe("right");
  });

  test("are complete only with all parts", async () => {
    const { server } = await stage.makeActive();
    await server.inject(titleRequest("gaps"));
    await server.inject(partRequest("gaps", 2, "two"));
    const answer = await server.inject(completeRequest("gaps", ["one", "two", "three"]));
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ missing: [1, 3] });
    expect((await server.inject("/titles/gaps/media/uploads/first")).statusCode).toBe(404);
  });

  test("fail with a reason where the whole is not what was said, and can be sent again", async () => {
    const service = await stage.makeActive();
    const { server, worker } = service;
    await server.inject(titleRequest("wrong"));
    await server.inject(partRequest("wrong", 1, "content"));
    const { payload, ...request } = completeRequest("wrong", ["content"]);
    const sha256 = sha256Of("something else");
    expect((await server.inject({ ...request, payload: { ...payload, sha256 } })).statusCode).toBe(202);
    await worker.workOnce();
    const reason = expect.stringMatching(new RegExp(`not ${sha256}\\. Send the parts again`)) as string;
    expect(await outcomeOf(service, "wrong")).toMatchObject({ state: "failed", reason });
    expect((await server.inject("/titles/wrong/media")).statusCode).toBe(404);
    await upload(service, "wrong", ["content"]);
    await worker.workOnce();
    const outcome = await outcomeOf(service, "wrong");
    expect(outcome).toMatchObject({ state: "ready" });
    expect(outcome).not.toHaveProperty("reason");
  });

  describe("are refused", () => {
    const { headers, ...part } = partRequest("refused", 1, "content");

    test.each([
      ["without a SHA-256", { ...part, headers: { "content-type": "application/octet-stream" } }, 400],
      ["with another content", partRequest("refused", 1, "content", sha256Of("other")), 400],
      ["with a number of 0", partRequest("refused", 0, "content"), 400],
      ["with a number that is too high", partRequest("refused", 10_001, "content"), 400],
      [
        "with a path for a name",
        { ...part, headers, url: "/titles/refused/media/uploads/..%2f..%2fx/parts/1" },
        400,
      ],
      ["without content", partRequest("refused", 1, ""), 400],
      ["with too much of it", partRequest("refused", 1, Buffer.alloc(8 * MIB + 1)), 413],
      ["of an unknown title", partRequest("unknown", 1, "content"), 404],
    ])("%s", async (_what, request, status) => {
      const { server } = await stage.makeActive();
      await server.inject(titleRequest("refused"));
      const answer = await server.inject(request);
      expect(answer.statusCode).toBe(status);
      expect(answer.headers.connection).toBe("close");
      const complete = await server.inject(completeRequest("refused", ["content"]));
      expect(complete.json()).toMatchObject({ missing: [1] });
    });

    test("where all together are too large", async () => {
      const { server } = await stage.makeActive();
      await server.inject(titleRequest("large"));
      const parts = [Buffer.alloc(LARGEST_MEDIA_BYTES), Buffer.alloc(1)];
      for (const [index, content] of parts.entries())
        await server.inject(partRequest("large", index + 1, content));
      expect((await server.inject(completeRequest("large", parts))).statusCode).toBe(413);
    });

    test("with every problem of their completion", async () => {
      const { server } = await stage.makeActive();
      const url = "/titles/NO/media/uploads/NO";
      const answer = await server.inject({
        method: "POST",
        url,
        payload: { parts: 0, sha256: "x", more: 1 },
      });
      expect(answer.statusCode).toBe(400);
      const { problems } = answer.json<{ problems: { field: string }[] }>();
      expect(problems.map(({ field }) => field).sort()).toEqual([
        "body",
        "id",
        "parts",
        "sha256",
        "uploadId",
      ]);
    });
  });
});
