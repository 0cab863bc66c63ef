/** The routes that viewers wait for, as the metrics of requests call them: a dashboard shows each. */
export const WATCHED_ROUTES: readonly string[] = [
  "GET /titles/:id",
  "GET /viewers/:id",
  "GET /viewers/:id/history",
  "POST /viewers/:id/history",
  "POST /sessions",
  "GET /sessions/current",
];
