import {
  ADA,
  describeService,
  entryRequest,
  newViewerId,
  signInRequest,
  titleRequest,
  viewerRequest,
} from "./support";

describeService("a failover of the media database's service", "222222230005", (stage) => {
  test("stops the writes of the old site and starts those of the new one, by both paths", async () => {
    const primary = await stage.makeActive();
    const id = newViewerId();
    await primary.server.inject(titleRequest("ebb"));
    await primary.server.inject(viewerRequest(id));
    const dr = await stage.makeActive({ SITE: "dr" });
    const statuses = () =>
      Promise.all(
        [primary, dr].map(async ({ server }) => {
          const requests = [
            { ...viewerRequest(id, { ...ADA, country: "IE" }), url: `/v1/viewers/${id}` },
            entryRequest(id),
            signInRequest(id),
            { method: "DELETE", url: "/v1/sessions/current" } as const,
            { method: "DELETE", url: `/v1/viewers/${newViewerId()}` } as const,
          ];
          const answers = await Promise.all(requests.map((request) => server.inject(request)));
          return answers.map(({ statusCode }) => statusCode);
        }),
      );
    const [taken, refused] = [
      [200, 200, 201, 204, 200],
      [503, 503, 503, 503, 503],
    ];
    expect(await statuses()).toEqual([taken, refused]);
    await stage.moveTo("dr", primary);
    await dr.watch.poll();
    expect(await statuses()).toEqual([refused, taken]);
    for (const { server } of [primary, dr]) {
      expect((await server.inject(`/v1/viewers/${id}`)).json()).toMatchObject({ country: "IE" });
    }
  });

  test("knows no session of the other site's cache", async () => {
    const primary = await stage.makeActive();
    const id = newViewerId();
    await primary.server.inject(viewerRequest(id));
    const { token } = (await primary.server.inject(signInRequest(id))).json<{ token: string }>();
    stage.world.redis.stored.clear();
    const dr = await stage.makeActive({ SITE: "dr" });
    await stage.moveTo("dr", dr);
    const session = { url: "/sessions/current", headers: { authorization: `Bearer ${token}` } };
    expect((await dr.server.inject(session)).statusCode).toBe(404);
    expect((await dr.server.inject(signInRequest(id))).statusCode).toBe(201);
    expect((await dr.server.inject(`/viewers/${id}/export`)).json<{ sessions: [] }>().sessions).toHaveLength(
      1,
    );
  });

  test("lets no entry be committed that was on its way", async () => {
    const service = await stage.makeActive();
    const id = newViewerId();
    await service.server.inject(titleRequest("ebb"));
    await service.server.inject(viewerRequest(id));
    const answer = await stage.world.whileBlocked(
      async () => service.server.inject(entryRequest(id)),
      () => stage.moveTo("dr", service),
    );
    expect(answer.statusCode).toBe(503);
    expect((await service.server.inject(`/viewers/${id}/history`)).json()).toEqual({ entries: [] });
  });
});
