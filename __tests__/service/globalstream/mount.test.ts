import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeService, outcomeOf, partRequest, upload } from "./support";

describeService("a file system that comes later than the media service", "222222220014", (stage) => {
  const mount = () => join(dirname(stage.world.mediaPath), "mount");
  const requests = (id: string) => [
    partRequest(id, 1, "content"),
    { url: `/titles/${id}/media` },
    { url: `/titles/${id}/media/manifest` },
    { url: `/titles/${id}/media/segments/1` },
  ];

  test("stops media and nothing else, and is found when it is there", async () => {
    const service = await stage.makeActive({ MEDIA_PATH: join(mount(), "media") });
    const { server } = service;
    await server.inject({ method: "PUT", url: "/titles/film", payload: { name: "Film" } });
    for (const request of requests("film")) {
      const { statusCode, headers } = await server.inject(request);
      expect(statusCode).toBe(503);
      expect(headers["retry-after"]).toBe("5");
    }
    for (const url of ["/health", "/ready", "/titles/film", "/titles"]) {
      expect((await server.inject(url)).statusCode).toBe(200);
    }
    mkdirSync(mount());
    await upload(service, "film", ["content"]);
    await service.worker.workOnce();
    expect((await server.inject("/titles/film/media")).body).toBe("content");
  });

  test("that is gone for a while ends no upload", async () => {
    const service = await stage.makeActive({ MEDIA_PATH: join(mount(), "media") });
    mkdirSync(mount(), { recursive: true });
    await upload(service, "gone", ["content"]);
    rmSync(mount(), { recursive: true });
    expect(await service.worker.workOnce()).toBe(true);
    expect(await outcomeOf(service, "gone")).toMatchObject({ state: "processing" });
  });
});
