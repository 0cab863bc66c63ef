import { fastify, type HTTPMethods } from "fastify";
import { addHistoryRoutes } from "../../../src/service/mediadb/history-routes";
import { addViewerRoutes } from "../../../src/service/mediadb/viewer-routes";
import { WATCHED_ROUTES } from "../../../src/service/mediadb/watched-routes";
import { addSessionRoutes } from "../../../src/service/shared/sessions/session-routes";
import { addTitleRoutes } from "../../../src/service/shared/titles/title-routes";

test("a dashboard shows routes that the service has", () => {
  const server = fastify();
  addTitleRoutes(server, {} as Parameters<typeof addTitleRoutes>[1]);
  addSessionRoutes(server, { tokenIn: "header" } as Parameters<typeof addSessionRoutes>[1]);
  addViewerRoutes(server, {} as Parameters<typeof addViewerRoutes>[1]);
  addHistoryRoutes(server, {} as Parameters<typeof addHistoryRoutes>[1]);
  const missing = WATCHED_ROUTES.filter((route) => {
    const [method = "", url = ""] = route.split(" ");
    return !server.hasRoute({ method: method as HTTPMethods, url });
  });
  expect(missing).toEqual([]);
  expect(server.hasRoute({ method: "GET", url: "/nowhere" })).toBe(false);
});
