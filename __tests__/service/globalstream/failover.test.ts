import { existsSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { MediaLibrary } from "../../../src/service/globalstream/media-library";
import { MediaRoot } from "../../../src/service/globalstream/media-root";
import { MediaWorker } from "../../../src/service/globalstream/media-worker";
import { LeaseLost, UploadJobs } from "../../../src/service/globalstream/upload-jobs";
import { UploadParts } from "../../../src/service/globalstream/upload-parts";
import { LARGEST_MEDIA_BYTES, titleRequest } from "../streaming-world";
import { completeRequest, describeService, outcomeOf, partRequest, upload } from "./support";

describeService("a failover of the media service", "222222220013", (stage) => {
  const folderOf = (id: string) => join(stage.world.mediaPath, id);
  const piecesOf = (id: string) => readdirSync(join(folderOf(id), "uploads", "first"));
  const stateOf = async (id: string) => {
    const select = "SELECT state FROM uploads WHERE title_id = $1";
    return (await stage.world.sql<{ state: string }>(select, [id]))[0]?.state;
  };
  const setLease = (id: string, seconds: number) =>
    stage.world.sql(
      `UPDATE uploads SET state = 'processing', worker = gen_random_uuid(), epoch = $2,
         lease_until = now() + make_interval(secs => $3) WHERE title_id = $1`,
      [id, stage.epoch, seconds],
    );

  afterEach(() => stage.world.sql("DELETE FROM uploads"));

  test("stops the uploads of the old site and its work, and the new one takes both over", async () => {
    const primary = await stage.makeActive();
    await upload(primary, "moved", ["one", "two"]);
    const dr = await stage.makeActive({ SITE: "dr" });
    expect(await dr.worker.workOnce()).toBe(false);
    await stage.moveTo("dr", primary);
    await dr.watch.poll();
    for (const request of [partRequest("moved", 1, "x"), completeRequest("moved", ["x"])]) {
      expect((await primary.server.inject(request)).statusCode).toBe(503);
    }
    expect(await primary.worker.workOnce()).toBe(false);
    expect(await dr.worker.workOnce()).toBe(true);
    expect((await dr.server.inject("/titles/moved/media")).body).toBe("onetwo");
    // A standby reads its own copy.
    expect((await primary.server.inject("/titles/moved/media/segments/1")).body).toBe("onetwo");
  });

  test("ends uploads whose parts have not arrived, and asks for those", async () => {
    const service = await stage.makeActive();
    await upload(service, "lost", ["one", "two", "three"]);
    const folder = join(folderOf("lost"), "uploads", "first");
    const [first, second] = piecesOf("lost").sort();
    rmSync(join(folder, first!));
    // A copy that came half.
    truncateSync(join(folder, second!), 2);
    await service.worker.workOnce();
    expect(await outcomeOf(service, "lost")).toMatchObject({
      state: "failed",
      reason: "These parts are not here: 1, 2. Send the parts again, then complete the upload.",
    });
    await upload(service, "lost", ["one", "two", "three"]);
    await service.worker.workOnce();
    expect((await service.server.inject("/titles/lost/media")).body).toBe("onetwothree");
  });

  test.each([
    ["not while its lease lasts", 60, false],
    ["when its lease has run out", -1, true],
  ])("a job that another task has taken is worked on %s", async (_when, seconds, isTaken) => {
    const service = await stage.makeActive();
    const id = `lease-${isTaken}`;
    await upload(service, id, ["content"]);
    await setLease(id, seconds);
    expect(await service.worker.workOnce()).toBe(isTaken);
  });

  test("a job that was taken in an epoch that is over is worked on at once", async () => {
    const service = await stage.makeActive();
    await upload(service, "epoch", ["content"]);
    await setLease("epoch", 60);
    await stage.moveTo("primary", service);
    expect(await service.worker.workOnce()).toBe(true);
    expect(await outcomeOf(service, "epoch")).toMatchObject({ state: "ready", epoch: stage.epoch });
  });

  test("whoever has lost a job does not finish it", async () => {
    const service = await stage.makeActive();
    const { store, watch, server } = service;
    await upload(service, "stolen", ["content"]);
    const root = new MediaRoot(stage.world.mediaPath);
    const jobs = new UploadJobs(store);
    const claim = jobs.claim.bind(jobs);
    jobs.claim = async () => {
      const job = await claim();
      await setLease("stolen", 60);
      return job;
    };
    const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
    const parts = new UploadParts(root);
    const library = new MediaLibrary(root, LARGEST_MEDIA_BYTES);
    await new MediaWorker({ watch, root, parts, library, jobs, log }).workOnce();
    expect(log.warn).toHaveBeenCalledWith(
      expect.objectContaining({ err: expect.any(LeaseLost) as Error }),
      expect.any(String),
    );
    expect(await stateOf("stolen")).toBe("processing");
    expect(piecesOf("stolen")).toHaveLength(1);
    expect((await server.inject("/titles/stolen/media")).statusCode).toBe(404);
  });

  test.each(["dr", "primary"] as const)(
    "refuses a part that was on its way in an epoch that ended, where the active site is %s then",
    async (activeSite) => {
      const service = await stage.makeActive();
      const id = `during-${activeSite}`;
      await service.server.inject(titleRequest(id));
      const payload = new PassThrough();
      payload.write("first half");
      const request = { ...partRequest(id, 1, "first half, second half"), payload };
      const sending = service.server.inject(request).then((answer) => answer);
      const folder = join(folderOf(id), "uploads", "first");
      while (!existsSync(folder) || readdirSync(folder).length === 0) await sleep(10);
      await stage.moveTo(activeSite, service);
      payload.end(", second half");
      expect((await sending).statusCode).toBe(503);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("uploads of a title become its media in the order in which they were completed", async () => {
    const service = await stage.makeActive();
    await upload(service, "ordered", ["first"]);
    const second = (request: { url: string }) => request.url.replace("uploads/first", "uploads/second");
    const [part, complete] = [partRequest("ordered", 1, "second"), completeRequest("ordered", ["second"])];
    await service.server.inject({ ...part, url: second(part) });
    await service.server.inject({ ...complete, url: second(complete) });
    await stage.world.sql(
      `UPDATE uploads SET state = 'processing', lease_until = now() + interval '60 s'
       WHERE title_id = 'ordered' AND upload_id = 'first'`,
    );
    expect(await service.worker.workOnce()).toBe(false);
    await setLease("ordered", -1);
    await service.worker.workOnce();
    await service.worker.workOnce();
    expect((await service.server.inject("/titles/ordered/media")).body).toBe("second");
  });
});
