import { until } from "../process";
import { titleRequest } from "../streaming-world";
import { describeService } from "./support";

describeService("the media service", "222222220011", (stage) => {
  const originOf = ({ headers }: { headers: object }) =>
    (headers as Record<string, string>)["access-control-allow-origin"];

  test("answers with the stage in the path and without it", async () => {
    const { server } = await stage.makeActive();
    await server.inject({ ...titleRequest("staged"), url: "/v1/titles/staged" });
    for (const url of [
      "/titles/staged",
      "/v1/titles/staged",
      "/v1/titles?limit=1",
      "/v1/health",
      "/v1/ready",
    ]) {
      expect((await server.inject(url)).statusCode).toBe(200);
    }
    for (const url of ["/v1", "/v1titles/staged", "/v1/v1/titles/staged", "/v2/titles/staged"]) {
      expect((await server.inject(url)).statusCode).toBe(404);
    }
  });

  test("says on every answer who may read it", async () => {
    const origin = "https://app.example.com";
    const { server } = await stage.makeActive({ CORS_ORIGIN: origin });
    const requests = [
      titleRequest("cors"),
      titleRequest("cors", { name: "" }),
      { url: "/titles/none" },
      { url: "/no/such/page" },
      { url: "/health" },
    ];
    const answers = await Promise.all(requests.map((request) => server.inject(request)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 404, 404, 200]);
    expect(answers.map(originOf)).toEqual(answers.map(() => origin));
  });

  test("names no origin unless it is told to", async () => {
    const { server } = await stage.makeActive();
    expect(originOf(await server.inject("/health"))).toBeUndefined();
  });

  test("logs why the cache refuses it, and not what it signed in with", async () => {
    const { redis } = stage.world;
    const { server } = await stage.makeActive();
    redis.isLocked = true;
    try {
      await server.inject(titleRequest("locked"));
      const log = () => stage.logLines.join("");
      await until(() => log().includes("WRONGPASS"), log);
      expect(log()).not.toContain("X-Amz-Signature");
    } finally {
      redis.isLocked = false;
    }
  });

  describe("titles", () => {
    const key = (id: string) => `title:${stage.epoch}:${id}`;
    const rename = (id: string) => stage.world.sql("UPDATE titles SET name = 'Behind' WHERE id = $1", [id]);
    const keptIn = (id: string) => stage.world.redis.stored.get(key(id))?.value;

    test("are read through the cache, until they change or a failover", async () => {
      const service = await stage.makeActive();
      const { server } = service;
      const nameOf = async () => (await server.inject("/titles/kept")).json<{ name: string }>().name;
      await server.inject("/ready");
      const insert = "INSERT INTO titles (id, name, epoch) VALUES ('kept', 'First', $1)";
      await stage.world.sql(insert, [stage.epoch]);
      await until(
        async () => (await nameOf()) === "First" && keptIn("kept") !== undefined,
        () => stage.logLines.join(""),
      );
      await rename("kept");
      expect(await nameOf()).toBe("First");

      expect((await server.inject(titleRequest("kept", { name: "Second" }))).statusCode).toBe(200);
      expect(keptIn("kept")).toBe("");
      expect(await nameOf()).toBe("Second");
      await rename("kept");
      expect(await nameOf()).toBe("Behind");

      stage.world.redis.stored.set(key("kept"), { value: JSON.stringify({ id: "kept" }), seconds: 60 });
      await stage.moveTo("dr", service);
      expect(await nameOf()).toBe("Behind");
    });

    test.each(["off", "silent"])("are read and stored with a cache that is %s", async (state) => {
      const { redis } = stage.world;
      const { server } = await stage.makeActive();
      redis.isSilent = state === "silent";
      if (state === "off") await redis.turn("off");
      try {
        expect((await server.inject(titleRequest("alone"))).statusCode).toBe(200);
        const began = performance.now();
        for (let count = 0; count < 20; count++) {
          expect((await server.inject("/titles/alone")).statusCode).toBe(200);
        }
        // Not 20 times the time that one read waits for the cache.
        expect(performance.now() - began).toBeLessThan(1_500);
      } finally {
        redis.isSilent = false;
        await redis.turn("on");
      }
    });
  });
});
