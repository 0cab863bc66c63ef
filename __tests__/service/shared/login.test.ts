import { Login, type Credentials } from "../../../src/service/shared/login";

const current = { username: "app_clone", password: "new" };
const previous = { username: "app", password: "old" };

/** A secret with a value for each label, and a login that reads it. */
function loginTo(values: { AWSCURRENT: Credentials; AWSPREVIOUS?: Credentials }) {
  const log = { info: jest.fn(), warn: jest.fn() };
  const login = new Login(async (stage) => {
    const value = values[stage];
    if (!value) throw new Error(`no version is labelled ${stage}`);
    return { ...value };
  }, log as never);
  return { login, log, values };
}

test("what was read is used until the database refuses it", async () => {
  const { login, values } = loginTo({ AWSCURRENT: previous });
  const first = await login.get();
  values.AWSCURRENT = current;
  expect(await login.get()).toBe(first);
  expect(await login.isReplaced(first)).toBe(true);
  expect(await login.get()).toEqual(current);
});

test("a secret that is ahead of its database leads back to the version before it", async () => {
  const { login } = loginTo({ AWSCURRENT: current, AWSPREVIOUS: previous });
  expect(await login.isReplaced(await login.get())).toBe(true);
  expect(await login.get()).toEqual(previous);
});

test("and forward again when that one is refused", async () => {
  const { login } = loginTo({ AWSCURRENT: current, AWSPREVIOUS: previous });
  await login.isReplaced(await login.get());
  expect(await login.isReplaced(await login.get())).toBe(true);
  expect(await login.get()).toEqual(current);
});

test("without a version before it there is nothing else to try, and the log says so without a password", async () => {
  const { login, log } = loginTo({ AWSCURRENT: current });
  expect(await login.isReplaced(await login.get())).toBe(false);
  expect(log.warn).toHaveBeenCalledTimes(1);
  expect(JSON.stringify([...log.info.mock.calls, ...log.warn.mock.calls])).not.toContain("new");
});
