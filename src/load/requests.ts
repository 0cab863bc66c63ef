import type { Request } from "autocannon";
import { randomInt, randomUUID } from "node:crypto";
import type { Kind } from "./mix";
import { pathBelow, type Asked, type People } from "./people";

/** As the capacity model assumes (`eventsPerBatch`). */
const EVENTS_IN_A_BATCH = 4;
const FILM_SECONDS = 7_200;

/** What one request of a kind sends; another viewer and title each time. */
type Part = Pick<Request, "method" | "path" | "body" | "headers">;

/** The request of a kind, made anew each time it is sent. */
export function requestOf(
  kind: Kind,
  { url, key }: Asked,
  people: People,
  count: (status: number) => void,
): Request {
  return {
    method: "GET",
    path: pathBelow(url, "/health"),
    setupRequest: () => {
      const { body, path = "/health", headers, ...request } = partOf(kind, people);
      return {
        ...request,
        path: pathBelow(url, path),
        headers: { "x-api-key": key, ...(body && { "content-type": "application/json" }), ...headers },
        body,
      };
    },
    onResponse: count,
  };
}

function partOf(kind: Kind, { titles, viewers, tokens }: People): Part {
  const place = randomInt(viewers.length);
  const viewer = viewers[place] ?? "";
  const title = titles[randomInt(titles.length)] ?? "";
  const json = (method: "POST" | "PUT", path: string, body: object): Part => ({
    method,
    path,
    body: JSON.stringify(body),
  });
  switch (kind) {
    case "health":
      return { method: "GET", path: "/health" };
    case "readTitle":
      return { method: "GET", path: `/titles/${title}` };
    case "readViewer":
      return { method: "GET", path: `/viewers/${viewer}` };
    case "readHistory":
      return { method: "GET", path: `/viewers/${viewer}/history?limit=20` };
    case "writeHistory":
      return json("POST", `/viewers/${viewer}/history`, {
        titleId: title,
        watchedAt: new Date().toISOString(),
        positionSeconds: randomInt(FILM_SECONDS),
      });
    case "readSession":
      return {
        method: "GET",
        path: "/sessions/current",
        headers: { authorization: `Bearer ${tokens[place] ?? ""}` },
      };
    case "writeSession":
      return json("POST", "/sessions", { viewer });
    case "events":
      return json("POST", "/events", {
        events: Array.from({ length: EVENTS_IN_A_BATCH }, () => ({
          id: randomUUID(),
          type: "play",
          titleId: title,
          viewerId: viewer,
          at: new Date().toISOString(),
          position: randomInt(FILM_SECONDS),
        })),
      });
  }
}
