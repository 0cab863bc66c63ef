import { readFileSync } from "node:fs";
import { Client } from "pg";
import { describeWithPostgres, startPostgres, type Postgres } from "./postgres";

describeWithPostgres("a real PostgreSQL for tests", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres({ log_connections: "on" });
  });
  afterAll(() => postgres.stop());

  function client(given: object = {}): Client {
    const { host, port, database, administrator, caFile } = postgres;
    const { username: user, password } = administrator;
    return new Client({ host, port, database, user, password, ssl: { ca: readFileSync(caFile) }, ...given });
  }

  test("lets in an administrator who makes roles and owns the database, and is no superuser", async () => {
    const administrator = client();
    await administrator.connect();
    const { rows } = await administrator.query(
      `SELECT rolcreaterole, rolsuper, pg_get_userbyid(datdba) = current_user AS owner
         FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()`,
    );
    await administrator.end();
    expect(rows).toEqual([{ rolcreaterole: true, rolsuper: false, owner: true }]);
    expect(postgres.log()).toContain("connection authorized: user=standbyadmin");
  });

  test.each([
    ["without TLS", { ssl: false }, "no encryption"],
    ["with certificates of others only", { ssl: true }, "unable to verify the first certificate"],
    ["under a name that its certificate does not have", { host: "localhost" }, "does not match certificate"],
    ["with a wrong password", { password: "wrong" }, "password authentication failed"],
  ])("lets nobody in %s", async (_case, given, message) => {
    await expect(client(given).connect()).rejects.toThrow(message);
  });
});
