import { STEPS } from "../../../src/functions/rotation/rotation";
import { describeRotation } from "./use-bench";

describeRotation("the rotation of the administrator's secret", (rotating) => {
  test("changes the password and nothing else, as often as it is done", async () => {
    const { bench } = rotating;
    const secret = await bench.makeSecret("administrator", { ...bench.administrator, note: "kept" });
    const passwords = [bench.administrator.password];
    for (let rotation = 1; rotation <= 2; rotation++) {
      await bench.rotate(secret);
      const content = await bench.content(secret);
      expect(content).toEqual({ ...bench.administrator, note: "kept", password: content.password });
      expect(content.password).toMatch(/^[A-Za-z0-9]{40}$/);
      expect(await bench.letsIn(content)).toBe(true);
      passwords.push(content.password);
    }
    expect(new Set(passwords).size).toBe(3);
    expect(await bench.letsIn(bench.administrator)).toBe(false);
  });

  test("may repeat every step", async () => {
    const { bench } = rotating;
    const secret = await bench.makeSecret("administrator", bench.administrator);
    const version = await bench.begin(secret);
    for (const step of STEPS) {
      await bench.step(secret, version, step);
      await bench.step(secret, version, step);
    }
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
  });

  test.each([1, 2, 3])("begins again after a crash behind step %d", async (done) => {
    const { bench } = rotating;
    const secret = await bench.makeSecret("administrator", bench.administrator);
    const version = await bench.begin(secret);
    for (const step of STEPS.slice(0, done)) await bench.step(secret, version, step);
    for (const step of STEPS) await bench.step(secret, version, step);
    expect((await bench.stages(secret))[version]).toContain("AWSCURRENT");
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
  });

  test("serves the services while it stands between the database and the secret", async () => {
    const { bench } = rotating;
    const service = await bench.makeServiceSecret("service");
    const version = await bench.begin("administrator");
    await bench.step("administrator", version, "createSecret");
    await bench.step("administrator", version, "setSecret");
    await bench.rotate(service);
    expect(await bench.letsIn(await bench.content(service))).toBe(true);
  });

  test("logs in with AWSPREVIOUS where the database has never taken AWSCURRENT", async () => {
    const { bench } = rotating;
    const secret = await bench.makeSecret("administrator", bench.administrator);
    await bench.put(secret, { ...bench.administrator, password: "never set" });
    await bench.rotate(secret);
    expect(await bench.letsIn(await bench.content(secret))).toBe(true);
  });

  test("says what it tried where the password was set from outside, and leaves the secret as it is", async () => {
    const { bench } = rotating;
    const wrong = { ...bench.administrator, password: "set by somebody" };
    const secret = await bench.makeSecret("administrator", wrong);
    const version = await bench.begin(secret);
    await bench.step(secret, version, "createSecret");
    await expect(bench.step(secret, version, "setSecret")).rejects.toThrow(
      "the database lets in none of: AWSPENDING, AWSCURRENT",
    );
    await expect(bench.step(secret, version, "testSecret")).rejects.toThrow(
      "the database lets in none of: AWSPENDING",
    );
    expect(await bench.content(secret)).toEqual(wrong);
  });
});
