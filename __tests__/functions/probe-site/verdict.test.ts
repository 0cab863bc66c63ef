import { Verdict } from "../../../src/functions/probe-site/verdict";

const NAME = "verdict.payments.example.com";

test("asks for the texts of the one name", async () => {
  const asked: string[] = [];
  const verdict = new Verdict(NAME, (name) => {
    asked.push(name);
    return Promise.resolve([["unhealthy"]]);
  });
  await expect(verdict.read()).resolves.toBe("unhealthy");
  expect(asked).toEqual([NAME]);
});

test.each([
  ["no text", () => Promise.resolve([]), "no verdict"],
  [
    "no answer",
    () => Promise.reject(new Error(`queryTxt ETIMEOUT ${NAME}`)),
    `no verdict: queryTxt ETIMEOUT ${NAME}`,
  ],
])("%s is no verdict, and no error", async (_what, resolve, word) => {
  await expect(new Verdict(NAME, resolve).read()).resolves.toBe(word);
});
