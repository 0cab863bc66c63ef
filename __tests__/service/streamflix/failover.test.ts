import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describeService, mediaRequest, titleRequest } from "./support";

describeService("a failover of the streaming service", "222222220002", (stage) => {
  const signIn = { method: "POST", url: "/sessions", payload: { viewer: "ada" } } as const;

  test("stops the writes of the old site and starts those of the new one", async () => {
    const primary = await stage.makeActive();
    await primary.server.inject(titleRequest("film"));
    const dr = await stage.makeActive({ SITE: "dr" });
    const statuses = () =>
      Promise.all(
        [primary, dr].map(async ({ server }) => {
          const requests = [titleRequest("film", { name: "Film" }), mediaRequest("film", "film"), signIn];
          const answers = await Promise.all(requests.map((request) => server.inject(request)));
          return answers.map(({ statusCode }) => statusCode);
        }),
      );
    const [taken, refused] = [
      [200, 200, 201],
      [503, 503, 503],
    ];
    expect(await statuses()).toEqual([taken, refused]);
    await stage.moveTo("dr", primary);
    await dr.watch.poll();
    expect(await statuses()).toEqual([refused, taken]);
  });

  test("lets no title be committed that was on its way", async () => {
    const service = await stage.makeActive();
    await service.server.inject(titleRequest("before"));
    const answer = await stage.world.whileBlocked(
      async () => service.server.inject(titleRequest("during")),
      () => stage.moveTo("dr", service),
    );
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ role: "standby", reasons: ["the active site is dr"] });
    expect((await service.server.inject("/titles/during")).statusCode).toBe(404);
  });

  test.each(["dr", "primary"] as const)(
    "refuses media that were on their way in an epoch that ended, where the active site is %s then",
    async (activeSite) => {
      const service = await stage.makeActive();
      const id = `during-${activeSite}`;
      await service.server.inject(titleRequest(id));
      const payload = new PassThrough();
      payload.write("first half");
      const uploading = service.server.inject({ ...mediaRequest(id, ""), payload }).then((answer) => answer);
      const folder = join(stage.world.mediaPath, id);
      while (!existsSync(folder) || readdirSync(folder).length === 0) await sleep(10);
      await stage.moveTo(activeSite, service);
      payload.end("second half");
      const answer = await uploading;
      expect(answer.statusCode).toBe(503);
      expect(answer.headers).toMatchObject({ "retry-after": "5", connection: "close" });
      expect(answer.json<{ reasons: string[] }>().reasons).toEqual([
        activeSite === "dr"
          ? "the active site is dr"
          : `epoch ${stage.epoch - 1} ended while the work was done; it is ${stage.epoch} now`,
      ]);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("the other site's own cache knows no session; it asks to sign in again", async () => {
    const primary = await stage.makeActive();
    const { token } = (await primary.server.inject(signIn)).json<{ token: string }>();
    stage.world.redis.stored.clear();
    const dr = await stage.makeActive({ SITE: "dr" });
    await stage.moveTo("dr", dr);
    const answer = await dr.server.inject(`/sessions/${token}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ detail: "There is no such session: sign in again." });
    expect((await dr.server.inject(signIn)).statusCode).toBe(201);
  });
});
