import { apiSettings } from "../../../src/constructs/api/settings";

test("has a default for everything", () => {
  expect(apiSettings.parse(undefined)).toEqual({
    throttling: { requestsPerSecond: 1000, burst: 500 },
    allowedOrigin: "*",
  });
});

test.each([
  { allowedOrigin: "https://player.example.com" },
  { allowedOrigin: "https://localhost:8443" },
  { throttling: { requestsPerSecond: 10_000, burst: 5_000 } },
])("takes %j", (given) => {
  expect(apiSettings.parse(given)).toMatchObject(given);
});

test.each([
  { allowedOrigin: "http://player.example.com" },
  { allowedOrigin: "https://player.example.com/" },
  { allowedOrigin: "https://a.example.com'" },
  { allowedOrigin: "*.example.com" },
  { throttling: { requestsPerSecond: 0 } },
  { throttling: { requestsPerSecond: 10_001 } },
  { throttling: { burst: 5_001 } },
  { caching: true },
])("refuses %j", (given) => {
  expect(apiSettings.safeParse(given).success).toBe(false);
});
