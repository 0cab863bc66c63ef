import { describeService } from "./stage";
import { paymentRequest } from "./support";

describeService("a failover of the payment service", "111122227777", (stage) => {
  test("stops the writes of the old site and starts those of the new one", async () => {
    const primary = await stage.makeActive();
    const dr = await stage.makeActive({ SITE: "dr" });
    const statuses = async () => {
      const answers = await Promise.all(
        [primary, dr].map(({ server }, index) =>
          server.inject(paymentRequest(`site-${index}-epoch-${stage.epoch}`)),
        ),
      );
      return answers.map(({ statusCode }) => statusCode);
    };
    expect(await statuses()).toEqual([202, 503]);
    await stage.moveTo("dr", primary);
    await dr.watch.poll();
    expect(await statuses()).toEqual([503, 202]);
    await stage.moveTo("primary", primary);
    await dr.watch.poll();
    expect(await statuses()).toEqual([202, 503]);
  });

  test("lets no payment be committed that was on its way", async () => {
    const service = await stage.makeActive();
    await service.server.inject(paymentRequest("before-the-failover"));
    const answer = await stage.world.whileBlocked(
      async () => service.server.inject(paymentRequest("during-the-failover")),
      () => stage.moveTo("dr", service),
    );
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ role: "standby", reasons: ["the active site is dr"] });
    expect(await stage.payments("during-the-failover")).toEqual([]);
  });

  test("commits nothing of an epoch that ended on the way, even where the site is active again", async () => {
    const service = await stage.makeActive();
    await service.server.inject(paymentRequest("before-both-moves"));
    const answer = await stage.world.whileBlocked(
      async () => service.server.inject(paymentRequest("during-both-moves")),
      async () => {
        await stage.moveTo("dr", service);
        await stage.moveTo("primary", service);
      },
    );
    expect(answer.statusCode).toBe(503);
    expect(await stage.payments("during-both-moves")).toEqual([]);
    expect((await service.server.inject(paymentRequest("during-both-moves"))).statusCode).toBe(202);
  });

  test("is enforced by the database against a site that has not heard of it", async () => {
    const old = await stage.makeActive();
    expect((await old.server.inject(paymentRequest("old-site-first"))).statusCode).toBe(202);
    const before = stage.epoch;
    await stage.world.setRole({ activeSite: "dr", epoch: ++stage.epoch });
    const dr = await stage.makeActive({ SITE: "dr" });
    expect((await dr.server.inject("/ready")).statusCode).toBe(200);
    expect(old.watch.holds(before)).toBe(true);
    const answer = await old.server.inject(paymentRequest("old-site-again"));
    expect(answer.statusCode).toBe(503);
    expect(answer.json<{ reasons: string[] }>().reasons).toEqual([
      `epoch ${before} is over: the database is at epoch ${stage.epoch}`,
    ]);
    expect(await stage.payments("old-site-again")).toEqual([]);
  });

  test("can't be taken back in the database", async () => {
    await (await stage.makeActive()).server.inject("/ready");
    const insert = `INSERT INTO payments SELECT gen_random_uuid(), 'x', 1, 'EUR', '1111', now(), $1`;
    const code = (sqlState: string) => expect.objectContaining({ code: sqlState }) as Error;
    await expect(stage.world.sql(insert, [stage.epoch - 1])).rejects.toEqual(code("SB001"));
    await expect(stage.world.sql(insert, [stage.epoch + 1])).rejects.toEqual(code("SB002"));
    await expect(stage.world.sql("UPDATE site_epoch SET epoch = epoch - 1")).rejects.toEqual(code("SB001"));
    await expect(stage.world.sql("DELETE FROM site_epoch")).rejects.toEqual(code("SB001"));
  });

  test("is told again to a database that lost it", async () => {
    const { server } = await stage.makeActive();
    await server.inject("/ready");
    await stage.world.sql("ALTER TABLE site_epoch DISABLE TRIGGER only_grows");
    await stage.world.sql("UPDATE site_epoch SET epoch = epoch - 1");
    await stage.world.sql("ALTER TABLE site_epoch ENABLE TRIGGER only_grows");
    expect((await server.inject(paymentRequest("promoted-copy"))).statusCode).toBe(202);
    expect(await stage.world.sql("SELECT epoch, site FROM site_epoch")).toEqual([
      { epoch: String(stage.epoch), site: "primary" },
    ]);
  });

  test("many tasks that start at once make the schema once", async () => {
    await stage.world.sql("DROP SCHEMA payments_application CASCADE");
    await stage.world.sql("CREATE SCHEMA AUTHORIZATION payments_application");
    const tasks = await Promise.all(Array.from({ length: 8 }, () => stage.makeActive()));
    const answers = await Promise.all(tasks.map(({ server }) => server.inject("/ready")));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(tasks.map(() => 200));
    expect(await stage.world.sql("SELECT version FROM schema_version")).toEqual([{ version: 2 }]);
    expect(
      await stage.world.sql(
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'payments_application'",
      ),
    ).toEqual([{ tableowner: "payments_application" }]);
  });

  test("a database of the version before gets what is new, and keeps what it has", async () => {
    const { server } = await stage.makeActive();
    await server.inject(paymentRequest("of-the-version-before"));
    await stage.world.sql("DROP TABLE canaries; UPDATE schema_version SET version = 1");
    const next = await stage.makeActive();
    expect((await next.server.inject("/ready")).statusCode).toBe(200);
    expect(await stage.world.sql("SELECT version FROM schema_version")).toEqual([{ version: 2 }]);
    expect(await stage.world.sql("SELECT * FROM canaries")).toEqual([]);
    expect(await stage.payments("of-the-version-before")).toHaveLength(1);
  });

  test("to the primary site is possible while the role record can't be read, and ends the epoch before", async () => {
    const dr = await stage.makeActive({ SITE: "dr" });
    await stage.moveTo("dr", dr);
    const primary = await stage.makeActive();
    expect((await dr.server.inject(paymentRequest("taken-by-dr"))).statusCode).toBe(202);
    const before = stage.epoch++;
    await stage.world.setRole(undefined);
    await stage.world.setEmergency({ activeSite: "primary", epoch: stage.epoch });
    await primary.watch.poll();

    const ready = await primary.server.inject("/ready");
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({ role: "active", epoch: stage.epoch, reasons: [] });
    expect((await primary.server.inject(paymentRequest("taken-by-primary"))).statusCode).toBe(202);
    // The emergency record has not come to the DR region: the old site believes that it may still write.
    const refused = await dr.server.inject(paymentRequest("too-late-at-dr"));
    expect(refused.statusCode).toBe(503);
    expect(refused.json<{ reasons: string[] }>().reasons).toEqual([
      `epoch ${before} is over: the database is at epoch ${stage.epoch}`,
    ]);
  });
});
