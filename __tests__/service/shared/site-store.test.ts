import type { Database, Endpoint } from "../../../src/service/shared/database";
import type { EpochFence } from "../../../src/service/shared/epoch-fence";
import type { RoleWatch } from "../../../src/service/shared/role-watch";
import { SiteStore } from "../../../src/service/shared/site-store";

/** A store that tells which endpoint each read went to. */
function storeThat(mayWrite: boolean) {
  const asked: Endpoint[] = [];
  const database = {
    use: (endpoint: Endpoint) => Promise.resolve(asked.push(endpoint)),
  } as unknown as Database;
  const watch = {
    standing: () => ({ mayWrite, epoch: 3, reasons: ["it stands by"] }),
  } as unknown as RoleWatch;
  return { asked, store: new SiteStore(database, watch, {} as EpochFence) };
}

const nothing = () => Promise.resolve();

describe("a site's store", () => {
  test.each([
    [true, "writer"],
    [false, "reader"],
  ] as const)("reads where it may write (%s): from the %s", async (mayWrite, endpoint) => {
    const { asked, store } = storeThat(mayWrite);
    await store.read(nothing);
    expect(asked).toEqual([endpoint]);
  });

  test("on readers reads from them also where it may write", async () => {
    const { asked, store } = storeThat(true);
    await store.onReaders().read(nothing);
    expect(asked).toEqual(["reader"]);
  });

  test("on readers refuses writes as the store does", async () => {
    const { store } = storeThat(false);
    await expect(store.onReaders().write(nothing)).rejects.toThrow("it stands by");
  });
});
