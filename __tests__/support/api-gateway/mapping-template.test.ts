import { escapeJavaScript } from "./java-string";
import { runTemplate, valueAt } from "./mapping-template";

const NASTY = `o'neill "quoted" \\ back / slash\nnew line \u0000 \u{1F600} ü </script> #end $foo`;

test("finds values by names and indexes, and null elsewhere", () => {
  const value = { a: [{ b: 1 }, { b: [2] }] };
  expect(valueAt(value, "$")).toBe(value);
  expect(valueAt(value, "$.a[1].b[0]")).toBe(2);
  expect(valueAt(value, "$.a[7].b")).toBeNull();
  expect(valueAt(null, "$.a")).toBeNull();
  expect(() => valueAt(value, "$..b")).toThrow("no path that is understood");
});

test("escapes as Apache Commons does: single quotes too, so the result is no JSON", () => {
  expect(escapeJavaScript(`'"\\/\t\u0001ü\u{1F600}`)).toBe(`\\'\\"\\\\\\/\\t\\u0001\\u00FC\\uD83D\\uDE00`);
  expect(() => JSON.parse(`"${escapeJavaScript("o'neill")}"`) as unknown).toThrow(SyntaxError);
});

test("what the developer guide says makes it JSON again", () => {
  const template = `"$util.escapeJavaScript($input.path('$.a')).replaceAll("\\\\'", "'")"`;
  expect(JSON.parse(runTemplate(template, JSON.stringify({ a: NASTY })).body)).toBe(NASTY);
});

test("Base64 is that of UTF-8, and of the text of a part", () => {
  const { body } = runTemplate(
    `$util.base64Encode($input.json("$.list[0]"))`,
    JSON.stringify({ list: [{ a: NASTY }] }),
  );
  expect(JSON.parse(Buffer.from(body, "base64").toString("utf8"))).toEqual({ a: NASTY });
});

test("a template can ask for another status and for headers", () => {
  const template =
    '#if($input.path("$.n") > 1)#set($context.responseOverride.status = 503)#set($context.responseOverride.header.Retry-After = "1")#{end}done';
  expect(runTemplate(template, '{"n":2}')).toEqual({
    body: "done",
    status: 503,
    headers: { "Retry-After": "1" },
  });
  expect(runTemplate(template, '{"n":1}')).toEqual({ body: "done", status: undefined, headers: {} });
});

test("texts know what Java's know; of null every question is false", () => {
  const template = '#if($input.path("$.type").contains("Throttling"))yes#{else}no#end';
  expect(runTemplate(template, '{"type":"KMSThrottlingException"}').body).toBe("yes");
  expect(runTemplate(template, '{"type":"Other"}').body).toBe("no");
  expect(runTemplate(template, "{}").body).toBe("no");
});
