import { CacheUnavailable } from "../../../src/service/shared/cache/cache-unavailable";
import { LARGEST_MEDIA_BYTES, describeService, mediaRequest, titleRequest } from "./support";

describeService("the streaming service", "222222220001", (stage) => {
  const time = expect.stringMatching(/^\d{4}-.*Z$/) as string;

  describe("titles", () => {
    test("are stored, and told by each site from its own copy", async () => {
      const { server } = await stage.makeActive();
      const title = { name: "Ebb", description: "A film about the sea.", releasedOn: "2026-11-21" };
      const stored = await server.inject(titleRequest("ebb", title));
      expect(stored.statusCode).toBe(200);
      expect(stored.json()).toEqual({
        id: "ebb",
        ...title,
        epoch: stage.epoch,
        createdAt: time,
        updatedAt: time,
      });
      const standby = await stage.makeActive({ SITE: "dr", DATABASE_HOST: "writer.invalid" });
      for (const each of [server, standby.server]) {
        const read = await each.inject("/titles/ebb");
        expect(read.statusCode).toBe(200);
        expect(read.json()).toEqual(stored.json());
      }
    });

    test("change nothing when they are repeated, and change as a whole otherwise", async () => {
      const { server } = await stage.makeActive();
      const first = await server.inject(titleRequest("flow", { name: "Flow", description: "Old" }));
      const second = await server.inject(titleRequest("flow", { name: "Flow", description: "Old" }));
      expect(second.json()).toEqual(first.json());
      const third = await server.inject(titleRequest("flow", { name: "Flood" }));
      expect(third.json()).toMatchObject({
        name: "Flood",
        createdAt: first.json<{ createdAt: string }>().createdAt,
      });
      expect(third.json()).not.toHaveProperty("description");
    });

    test("are listed in pages, in the order of their ids", async () => {
      const { server } = await stage.makeActive();
      await stage.world.sql("DELETE FROM titles");
      for (const id of ["b", "a-1", "c", "a"]) await server.inject(titleRequest(id));
      const page = async (query: string) => {
        const { titles, after } = (await server.inject(`/titles?${query}`)).json<{
          titles: { id: string }[];
          after?: string;
        }>();
        return { ids: titles.map(({ id }) => id), after };
      };
      expect(await page("limit=3")).toEqual({ ids: ["a", "a-1", "b"], after: "b" });
      expect(await page("limit=3&after=b")).toEqual({ ids: ["c"], after: undefined });
      expect(await page("")).toEqual({ ids: ["a", "a-1", "b", "c"], after: undefined });
    });

    test("with a wrong id or body are 400 with every problem", async () => {
      const { server } = await stage.makeActive();
      const wrong = { description: "", releasedOn: "2026-02-30", genre: "x" };
      const answer = await server.inject(titleRequest("Not-An-Id", wrong));
      expect(answer.statusCode).toBe(400);
      expect(
        answer
          .json<{ problems: { field: string }[] }>()
          .problems.map(({ field }) => field)
          .sort(),
      ).toEqual(["body", "description", "id", "name", "releasedOn"]);
    });

    test.each(["limit=0", "limit=101", "limit=many", "after=..", "page=2"])(
      "are not listed by %s",
      async (query) => {
        const { server } = await stage.makeActive();
        expect((await server.inject(`/titles?${query}`)).statusCode).toBe(400);
      },
    );

    test.each(["unknown", "NOT-AN-ID", "%2e%2e"])("there is none called %s", async (id) => {
      const { server } = await stage.makeActive();
      await server.inject("/ready");
      expect((await server.inject(`/titles/${id}`)).statusCode).toBe(404);
      expect((await server.inject(`/titles/${id}/media`)).statusCode).toBe(404);
      expect((await server.inject(mediaRequest(id, "x"))).statusCode).toBe(404);
    });
  });

  describe("media", () => {
    const content = "0123456789".repeat(5_000);

    test("are stored and answered whole, and by ranges", async () => {
      const { server } = await stage.makeActive();
      await server.inject(titleRequest("ranges"));
      const stored = await server.inject(mediaRequest("ranges", content));
      expect(stored.json()).toEqual({ titleId: "ranges", bytes: 50_000, storedAt: time, epoch: stage.epoch });

      const whole = await server.inject("/titles/ranges/media");
      expect(whole.statusCode).toBe(200);
      expect(whole.body).toBe(content);
      expect(whole.headers).toMatchObject({
        "accept-ranges": "bytes",
        "content-length": "50000",
        "content-type": "application/octet-stream",
        "x-content-type-options": "nosniff",
      });
      const url = "/titles/ranges/media";
      const part = await server.inject({ url, headers: { range: "bytes=49995-" } });
      expect(part.statusCode).toBe(206);
      expect(part.body).toBe("56789");
      expect(part.headers).toMatchObject({
        "content-range": "bytes 49995-49999/50000",
        "content-length": "5",
      });
      const beyond = await server.inject({ url, headers: { range: "bytes=50000-" } });
      expect(beyond.statusCode).toBe(416);
      expect(beyond.headers["content-range"]).toBe("bytes */50000");
    });

    test("a range of a version that was replaced becomes the whole of the new one", async () => {
      const { server } = await stage.makeActive();
      await server.inject(titleRequest("replaced"));
      await server.inject(mediaRequest("replaced", "first version"));
      const url = "/titles/replaced/media";
      const { etag } = (await server.inject(url)).headers;
      const headers = { range: "bytes=0-4", "if-range": etag as string };
      expect((await server.inject({ url, headers })).body).toBe("first");
      await server.inject(mediaRequest("replaced", "another version"));
      const answer = await server.inject({ url, headers });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe("another version");
    });

    test.each([
      ["too large", "x".repeat(LARGEST_MEDIA_BYTES + 1), 413],
      ["empty", "", 400],
    ])("that are %s are refused, and the connection closed", async (_what, body, status) => {
      const { server } = await stage.makeActive();
      await server.inject(titleRequest("refused"));
      const answer = await server.inject(mediaRequest("refused", body));
      expect(answer.statusCode).toBe(status);
      expect(answer.headers.connection).toBe("close");
      expect((await server.inject("/titles/refused/media")).statusCode).toBe(404);
    });

    test("are 503 where the file system can't be used, and the titles go on", async () => {
      const { server } = await stage.makeActive({ MEDIA_PATH: "/dev/null/media" });
      await server.inject(titleRequest("no-file-system"));
      const answers = [
        await server.inject(mediaRequest("no-file-system", "x")),
        await server.inject("/titles/no-file-system/media"),
      ];
      for (const { statusCode, headers } of answers) {
        expect(statusCode).toBe(503);
        expect(headers["retry-after"]).toBe("5");
      }
      expect((await server.inject("/titles/no-file-system")).statusCode).toBe(200);
      expect((await server.inject("/ready")).statusCode).toBe(200);
    });
  });

  describe("sessions", () => {
    const signIn = { method: "POST", url: "/sessions", payload: { viewer: "ada" } } as const;

    test("begin, are found and end", async () => {
      const { server } = await stage.makeActive();
      const began = await server.inject(signIn);
      expect(began.statusCode).toBe(201);
      const { token, ...session } = began.json<{ token: string; viewer: string; expiresAt: string }>();
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(session).toEqual({ viewer: "ada", expiresAt: time });
      expect((await server.inject(`/sessions/${token}`)).json()).toEqual(session);
      expect((await server.inject({ method: "DELETE", url: `/sessions/${token}` })).statusCode).toBe(204);
      expect((await server.inject(`/sessions/${token}`)).statusCode).toBe(404);
    });

    test("end by themselves after 24 hours, and the cache does not know their tokens", async () => {
      stage.world.redis.stored.clear();
      const { server } = await stage.makeActive();
      const { token } = (await server.inject(signIn)).json<{ token: string }>();
      const [[key, entry] = []] = stage.world.redis.stored;
      expect(entry!.seconds).toBe(24 * 3_600);
      expect(key! + entry!.value).not.toContain(token);
    });

    test("sign in to the cache as the user, with a token for the group", async () => {
      stage.world.redis.logins.length = 0;
      const { server } = await stage.makeActive();
      await server.inject(signIn);
      expect(stage.world.redis.logins).toEqual([
        {
          user: "streamflix-cache-app-dev",
          password: expect.stringMatching(
            /^streamflix-cache-dev\/\?Action=connect&User=streamflix-cache-app-dev&/,
          ) as string,
        },
      ]);
    });

    test("are 503 without a cache; everything else goes on", async () => {
      const { server } = await stage.makeActive({ CACHE_PORT: "1" });
      for (const request of [
        signIn,
        { url: "/sessions/x" },
        { method: "DELETE", url: "/sessions/x" } as const,
      ]) {
        const answer = await server.inject(request);
        expect(answer.statusCode).toBe(503);
        expect(answer.json()).toMatchObject({ detail: new CacheUnavailable("").detail });
      }
      const others = ["/health", "/ready", "/titles"].map((url) => server.inject(url));
      expect((await Promise.all(others)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
      expect((await server.inject(titleRequest("without-cache"))).statusCode).toBe(200);
    });

    test("of nobody are 400", async () => {
      const { server } = await stage.makeActive();
      expect((await server.inject({ ...signIn, payload: { user: "ada" } })).statusCode).toBe(400);
    });
  });

  test("no token, no password and no viewer got into any line of the log of these tests", async () => {
    const { server } = await stage.makeActive();
    const began = await server.inject({
      method: "POST",
      url: "/sessions",
      payload: { viewer: "grace-hopper" },
    });
    const { token } = began.json<{ token: string }>();
    await server.inject(`/sessions/${token}`);
    expect(stage.logLines.length).toBeGreaterThan(50);
    const log = stage.logLines.join("");
    for (const secret of [token, "X-Amz-Signature", '"first"', "grace-hopper"])
      expect(log).not.toContain(secret);
  });
});
