import { Sha256 } from "../../../../src/service/shared/cache/sha256";

const hex = async (hash: Sha256) => Buffer.from(await hash.digest()).toString("hex");
const bytes = (text: string) => new TextEncoder().encode(text);

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("hashes as FIPS 180-4 says, in one piece or in more", async () => {
  const hash = new Sha256();
  hash.update(bytes("a"));
  hash.update(bytes("bc"));
  expect(await hex(hash)).toBe(ABC);
});

test.each([
  ["text", "Jefe"],
  ["bytes", bytes("Jefe")],
  ["a buffer", new Uint8Array(bytes("Jefe")).buffer],
])("with a key as %s it authenticates as RFC 4231 says", async (_what, key) => {
  const hash = new Sha256(key);
  hash.update(bytes("what do ya want for nothing?"));
  expect(await hex(hash)).toBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
});

test("begins anew", async () => {
  const hash = new Sha256();
  hash.update(bytes("something else"));
  hash.reset();
  hash.update(bytes("abc"));
  expect(await hex(hash)).toBe(ABC);
});
