import { CacheUnavailable } from "../../../src/service/shared/cache/cache-unavailable";
import {
  ADA,
  describeService,
  entryRequest,
  newViewerId,
  signInRequest,
  titleRequest,
  viewerRequest,
} from "./support";

const DAY_MS = 86_400_000;

describeService("viewers", "222222230001", (stage) => {
  const time = expect.stringMatching(/^\d{4}-.*Z$/) as string;
  const today = () => new Date().toISOString().slice(0, 10);

  /** A service of the active site with a viewer and a title. */
  const makeWithAda = async (changes = {}) => {
    const { server } = await stage.makeActive();
    const id = newViewerId();
    await server.inject(titleRequest("ebb"));
    expect((await server.inject(viewerRequest(id, { ...ADA, ...changes }))).statusCode).toBe(200);
    return { server, id };
  };

  test("are stored, and told by each site from its own copy, to nobody on the way", async () => {
    const { server } = await stage.makeActive();
    const id = newViewerId();
    const stored = await server.inject(viewerRequest(id));
    expect(stored.json()).toEqual({
      id,
      ...ADA,
      restricted: false,
      lastSeenOn: today(),
      epoch: stage.epoch,
      createdAt: time,
      updatedAt: time,
    });
    const standby = await stage.makeActive({ SITE: "dr", DATABASE_HOST: "writer.invalid" });
    for (const each of [server, standby.server]) {
      const read = await each.inject(`/viewers/${id.toUpperCase()}`);
      expect(read.json()).toEqual(stored.json());
      expect(read.headers["cache-control"]).toBe("no-store");
    }
  });

  test("are corrected as a whole, and change nothing when they are repeated", async () => {
    const { server, id } = await makeWithAda();
    const first = await server.inject(`/viewers/${id}`);
    expect((await server.inject(viewerRequest(id))).json()).toEqual(first.json());
    const corrected = { ...ADA, displayName: "Ada King" };
    const second = await server.inject(viewerRequest(id, corrected));
    expect(second.json()).toMatchObject({
      ...corrected,
      createdAt: first.json<{ createdAt: string }>().createdAt,
    });
  });

  test("with a wrong id or body are 400 with every problem, and none of them holds a value", async () => {
    const { server } = await stage.makeActive();
    const wrong = {
      displayName: "",
      email: "nobody",
      country: "Germany",
      restricted: "yes",
      birthYear: 1815,
    };
    // Version 1: made of a time and of a machine.
    const answer = await server.inject(viewerRequest("c232ab00-9414-11ec-b3c8-9f6bdeced846", wrong));
    expect(answer.statusCode).toBe(400);
    const { problems } = answer.json<{ problems: { field: string }[] }>();
    expect(problems.map(({ field }) => field).sort()).toEqual([
      "body",
      "country",
      "displayName",
      "email",
      "id",
      "restricted",
    ]);
    expect(answer.body).not.toMatch(/nobody|Germany|1815/);
  });

  const unknown = "664a8fb8-9066-48d4-bdce-2bb01e087f4a";

  test.each(["/viewers/ada", `/viewers/${unknown}`, `/viewers/${unknown}/history`])(
    "there is none at %s",
    async (url) => {
      const { server } = await makeWithAda();
      expect((await server.inject(url)).statusCode).toBe(404);
    },
  );

  describe("history", () => {
    test("is stored once for each title and time, and listed in pages, the newest first", async () => {
      const { server, id } = await makeWithAda();
      await server.inject(titleRequest("flow"));
      const at = (minute: string) => ({ watchedAt: `2026-11-21T20:${minute}:00.000Z` });
      for (const entry of [at("01"), at("03"), at("02"), { ...at("02"), titleId: "flow" }, at("01")]) {
        expect((await server.inject(entryRequest(id, entry))).statusCode).toBe(200);
      }
      const page = async (query: string) => {
        const answer = await server.inject(`/viewers/${id}/history?${query}`);
        const { entries, before } = answer.json<{
          entries: { watchedAt: string; titleId: string }[];
          before?: string;
        }>();
        const names = entries.map(({ watchedAt, titleId }) => `${watchedAt.slice(14, 16)} ${titleId}`);
        return { names, before };
      };
      const first = await page("limit=2");
      expect(first).toEqual({ names: ["03 ebb", "02 flow"], before: "2026-11-21T20:02:00.000Z_flow" });
      expect(await page(`limit=2&before=${first.before}`)).toEqual({ names: ["02 ebb", "01 ebb"] });
      expect((await page("")).names).toHaveLength(4);
    });

    test("keeps the last position of a title that goes on", async () => {
      const { server, id } = await makeWithAda();
      const first = await server.inject(entryRequest(id));
      expect((await server.inject(entryRequest(id))).json()).toEqual(first.json());
      const second = await server.inject(entryRequest(id, { positionSeconds: 90 }));
      expect(second.json()).toEqual({
        titleId: "ebb",
        watchedAt: "2026-11-21T20:15:00.000Z",
        positionSeconds: 90,
        createdAt: first.json<{ createdAt: string }>().createdAt,
        updatedAt: time,
      });
    });

    test("with a wrong body is 400 with every problem; of a title or a viewer that is not there as well", async () => {
      const { server, id } = await makeWithAda();
      const soon = new Date(Date.now() + DAY_MS).toISOString();
      const wrong = { titleId: "..", watchedAt: soon, positionSeconds: -1, mood: "good" };
      const answer = await server.inject(entryRequest(id, wrong));
      expect(answer.statusCode).toBe(400);
      const fieldsOf = (text: string) =>
        (JSON.parse(text) as { problems: { field: string }[] }).problems.map(({ field }) => field).sort();
      expect(fieldsOf(answer.body)).toEqual(["body", "positionSeconds", "titleId", "watchedAt"]);
      const noTitle = await server.inject(entryRequest(id, { titleId: "unknown" }));
      expect([noTitle.statusCode, fieldsOf(noTitle.body)]).toEqual([400, ["titleId"]]);
      expect((await server.inject(entryRequest(newViewerId()))).statusCode).toBe(404);
    });

    test.each(["limit=0", "limit=101", "before=yesterday", "before=2026-11-21T20:15:00.000Z_..", "page=2"])(
      "is not listed by %s",
      async (query) => {
        const { server, id } = await makeWithAda();
        expect((await server.inject(`/viewers/${id}/history?${query}`)).statusCode).toBe(400);
      },
    );

    test("of who is restricted gets nothing new, and is still told", async () => {
      const { server, id } = await makeWithAda();
      await server.inject(entryRequest(id));
      await server.inject(viewerRequest(id, { ...ADA, restricted: true }));
      const refused = await server.inject(entryRequest(id, { positionSeconds: 90 }));
      expect(refused.statusCode).toBe(409);
      const told = await server.inject(`/viewers/${id}/history`);
      expect(told.json()).toMatchObject({ entries: [{ positionSeconds: 60 }] });
      await server.inject(viewerRequest(id));
      expect((await server.inject(entryRequest(id, { positionSeconds: 90 }))).statusCode).toBe(200);
    });
  });

  describe("the day on which a viewer was seen last", () => {
    const seenOn = async (id: string) => {
      const [row] = await stage.world.sql<{ day: string }>(
        "SELECT last_seen_on::text AS day FROM viewers WHERE id = $1",
        [id],
      );
      return row?.day;
    };
    const forget = (id: string) =>
      stage.world.sql("UPDATE viewers SET last_seen_on = '2020-02-02' WHERE id = $1", [id]);

    test.each([
      ["an entry of the history", (id: string) => entryRequest(id)],
      ["a session", (id: string) => signInRequest(id)],
      ["a correction", (id: string) => viewerRequest(id, { ...ADA, country: "IE" })],
    ])("becomes today with %s", async (_what, request) => {
      const { server, id } = await makeWithAda();
      await forget(id);
      await server.inject(request(id));
      expect(await seenOn(id)).toBe(today());
    });

    test("stays where the viewer is restricted", async () => {
      const { server, id } = await makeWithAda({ restricted: true });
      await forget(id);
      expect((await server.inject(signInRequest(id))).statusCode).toBe(201);
      expect(await seenOn(id)).toBe("2020-02-02");
    });
  });

  describe("sessions", () => {
    const bearing = (token: string) => ({
      url: "/sessions/current",
      headers: { authorization: `Bearer ${token}` },
    });

    test("are found and ended by their token in a header, and not by one in the path", async () => {
      const { server, id } = await makeWithAda();
      const began = await server.inject(signInRequest(id.toUpperCase()));
      const { token } = began.json<{ token: string }>();
      expect((await server.inject(bearing(token))).json()).toEqual({ viewer: id, expiresAt: time });
      expect((await server.inject(`/sessions/${token}`)).statusCode).toBe(404);
      expect((await server.inject("/sessions/current")).statusCode).toBe(404);
      expect((await server.inject({ ...bearing(token), method: "DELETE" })).statusCode).toBe(204);
      expect((await server.inject(bearing(token))).statusCode).toBe(404);
    });

    test.each(["ada", unknown])("do not begin for %s, whom nobody has stored", async (viewer) => {
      const { server } = await makeWithAda();
      expect((await server.inject(signInRequest(viewer))).statusCode).toBe(404);
    });
  });

  describe("export", () => {
    test("tells all that there is of a viewer, and of nobody else", async () => {
      const { server, id } = await makeWithAda();
      const other = newViewerId();
      await server.inject(viewerRequest(other, { ...ADA, email: "grace@example.com" }));
      await server.inject(entryRequest(id));
      await server.inject(entryRequest(other, { positionSeconds: 1 }));
      await server.inject(signInRequest(id));
      const exported = await server.inject(`/viewers/${id}/export`);
      expect(exported.headers["cache-control"]).toBe("no-store");
      expect(exported.json()).toEqual({
        exportedAt: time,
        viewer: (await server.inject(`/viewers/${id}`)).json<object>(),
        history: (await server.inject(`/viewers/${id}/history`)).json<object>(),
        sessions: [{ expiresAt: time }],
      });
      expect((await server.inject(`/viewers/${newViewerId()}/export`)).statusCode).toBe(404);
    });

    test("holds every column of every table that names a viewer", async () => {
      const { server, id } = await makeWithAda();
      await server.inject(entryRequest(id));
      const columns = await stage.world.sql<{ table: string; column: string }>(
        `SELECT table_name AS table, column_name AS column FROM information_schema.columns
         WHERE table_schema = 'mediadb_application' AND table_name IN
           (SELECT table_name FROM information_schema.columns WHERE column_name = 'viewer_id' OR table_name = 'viewers')`,
      );
      expect(new Set(columns.map(({ table }) => table))).toEqual(new Set(["viewers", "watch_history"]));
      const { viewer, history } = (await server.inject(`/viewers/${id}/export`)).json<{
        viewer: object;
        history: { entries: object[] };
      }>();
      const inCamelCase = (name: string) =>
        name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      const told = { viewers: Object.keys(viewer), watch_history: Object.keys(history.entries[0]!) };
      // Whose it is, and by which process it was written: nothing of the person.
      const left = { viewers: [] as string[], watch_history: ["viewerId", "epoch"] };
      for (const table of ["viewers", "watch_history"] as const) {
        const stored = columns
          .filter((each) => each.table === table)
          .map(({ column }) => inCamelCase(column));
        expect([...told[table], ...left[table]].sort()).toEqual(stored.sort());
      }
    });
  });

  describe("erasure", () => {
    const erase = (id: string) => ({ method: "DELETE", url: `/viewers/${id}` }) as const;
    const rowsOf = async (id: string) => {
      const [row] = await stage.world.sql<{ viewers: string; entries: string }>(
        `SELECT (SELECT count(*) FROM viewers WHERE id = $1) AS viewers,
           (SELECT count(*) FROM watch_history WHERE viewer_id = $1) AS entries`,
        [id],
      );
      return row;
    };

    test("leaves nothing of the viewer in database and cache, and is written down", async () => {
      const { server, id } = await makeWithAda();
      const other = newViewerId();
      await server.inject(viewerRequest(other));
      await server.inject(entryRequest(other));
      await server.inject(entryRequest(id));
      await server.inject(entryRequest(id, { watchedAt: "2026-11-20T20:15:00.000Z" }));
      stage.world.redis.stored.clear();
      for (let count = 0; count < 2; count++) await server.inject(signInRequest(id));
      const { token } = (await server.inject(signInRequest(other))).json<{ token: string }>();

      const receipt = await server.inject(erase(id));
      expect(receipt.statusCode).toBe(200);
      expect(receipt.json()).toEqual({
        viewerId: id,
        erasedAt: time,
        deleted: { viewers: 1, historyEntries: 2, sessions: 2 },
      });
      expect(await rowsOf(id)).toEqual({ viewers: "0", entries: "0" });
      expect(JSON.stringify([...stage.world.redis.stored])).not.toContain(id);
      for (const url of [`/viewers/${id}`, `/viewers/${id}/export`, `/viewers/${id}/history`]) {
        expect((await server.inject(url)).statusCode).toBe(404);
      }
      expect(await stage.world.erasures.find(id)).toMatchObject({ viewerId: id });

      expect(await rowsOf(other)).toEqual({ viewers: "1", entries: "1" });
      const session = { url: "/sessions/current", headers: { authorization: `Bearer ${token}` } };
      expect((await server.inject(session)).statusCode).toBe(200);
    });

    test("of every table: none is left out that names a viewer", async () => {
      await makeWithAda();
      const rows = await stage.world.sql<{ name: string; action: string }>(
        `SELECT conrelid::regclass::text AS name, confdeltype AS action FROM pg_constraint
         WHERE confrelid = 'viewers'::regclass`,
      );
      const named = await stage.world.sql<{ table_name: string }>(
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'viewer_id'",
      );
      expect(rows.map(({ name }) => name)).toEqual(named.map(({ table_name: table }) => table));
      expect(rows.every(({ action }) => action === "c")).toBe(true);
    });

    test("may be repeated, with the first time and nothing more to delete", async () => {
      const { server, id } = await makeWithAda();
      const first = (await server.inject(erase(id))).json<{ erasedAt: string }>();
      const second = await server.inject(erase(id.toUpperCase()));
      expect(second.json()).toEqual({
        viewerId: id,
        erasedAt: first.erasedAt,
        deleted: { viewers: 0, historyEntries: 0, sessions: 0 },
      });
    });

    test("is for good: the id is not used again", async () => {
      const { server, id } = await makeWithAda();
      await server.inject(erase(id));
      expect((await server.inject(viewerRequest(id))).statusCode).toBe(410);
      expect((await server.inject(signInRequest(id))).statusCode).toBe(404);
      expect((await server.inject(entryRequest(id))).statusCode).toBe(404);
      expect(await rowsOf(id)).toEqual({ viewers: "0", entries: "0" });
    });

    test("of who is restricted is done: it was asked for", async () => {
      const { server, id } = await makeWithAda({ restricted: true });
      expect((await server.inject(erase(id))).json()).toMatchObject({ deleted: { viewers: 1 } });
    });

    test("waits for an entry that is being stored, and takes it along", async () => {
      const { server, id } = await makeWithAda();
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, (_, index) =>
          server.inject(entryRequest(id, { watchedAt: `2026-11-21T20:15:0${index}.000Z` })),
        ),
        server.inject(erase(id)),
      ]);
      expect(
        answers.map(({ statusCode }) => statusCode).filter((code) => ![200, 404].includes(code)),
      ).toEqual([]);
      expect(await rowsOf(id)).toEqual({ viewers: "0", entries: "0" });
    });

    test("deletes nothing where it can't be written down, and nobody is stored meanwhile", async () => {
      const { id } = await makeWithAda();
      const { server } = await stage.makeActive({ ERASURE_TABLE: "none" });
      for (const request of [erase(id), viewerRequest(id, { ...ADA, country: "IE" })]) {
        const answer = await server.inject(request);
        expect(answer.statusCode).toBe(503);
        expect(answer.headers["retry-after"]).toBe("5");
      }
      expect((await server.inject(`/viewers/${id}`)).json()).toMatchObject(ADA);
    });

    test("is written down and can be finished where the cache does not answer", async () => {
      const { server, id } = await makeWithAda();
      await server.inject(signInRequest(id));
      const lonely = await stage.makeActive({ CACHE_PORT: "1" });
      const failed = await lonely.server.inject(erase(id));
      expect([failed.statusCode, failed.json()]).toMatchObject([
        503,
        { detail: new CacheUnavailable("").detail },
      ]);
      const finished = await server.inject(erase(id));
      expect(finished.json()).toMatchObject({ deleted: { viewers: 0, sessions: 1 } });
    });

    test("on a standby is refused, and nothing is written down", async () => {
      const { id } = await makeWithAda();
      const { server } = await stage.makeActive({ SITE: "dr" });
      const answer = await server.inject(erase(id));
      expect(answer.statusCode).toBe(503);
      expect(await stage.world.erasures.find(id)).toBeUndefined();
      expect(await rowsOf(id)).toEqual({ viewers: "1", entries: "0" });
    });

    test("by a site whose epoch is over deletes nothing, and is finished by the next run of the retention", async () => {
      const { server, id } = await makeWithAda();
      // The other site has raised the epoch; this one does not know yet.
      await stage.world.sql("UPDATE site_epoch SET epoch = epoch + 1, site = 'dr'");
      const answer = await server.inject(erase(id));
      expect(answer.statusCode).toBe(503);
      expect(await rowsOf(id)).toEqual({ viewers: "1", entries: "0" });
      expect(await stage.world.erasures.find(id)).toBeDefined();
    });
  });

  test("no personal data, no id and no token got into any line of the log of these tests", async () => {
    const { server, id } = await makeWithAda();
    const { token } = (await server.inject(signInRequest(id))).json<{ token: string }>();
    await server.inject({ url: "/sessions/current", headers: { authorization: `Bearer ${token}` } });
    await server.inject(`/viewers/${id}/export`);
    await server.inject({ method: "DELETE", url: `/viewers/${id}` });
    expect(stage.logLines.length).toBeGreaterThan(50);
    const log = stage.logLines.join("");
    for (const secret of [token, id, "Lovelace", "example.com"]) expect(log).not.toContain(secret);
  });
});
