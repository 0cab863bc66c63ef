import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { troubleOf } from "./database-errors";
import { sendProblem } from "./problem";
import type { RoleWatch } from "./role-watch";
import { Unavailable } from "./unavailable";
import { WriteRefused } from "./write-refused";

/** Answers a function that turns whatever a route throws into a problem; what a client can't use stays in the log. */
export function errorHandler(watch: RoleWatch) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (error instanceof WriteRefused) {
      const { site, role, epoch } = watch.standing();
      const { reasons } = error;
      request.log.warn({ role, epoch, reasons }, "not written");
      return sendProblem(reply, 503, "This site takes no writes now.", { site, role, epoch, reasons });
    }
    if (error instanceof Unavailable) {
      request.log.error({ err: error }, "unavailable");
      return sendProblem(reply, 503, error.detail, error.fields);
    }
    if (troubleOf(error) !== "other") {
      request.log.error({ err: error }, "the database failed");
      return sendProblem(reply, 503, "The database can't be used now. Repeat the same request.");
    }
    const { statusCode = 500 } = error;
    if (statusCode < 500) return sendProblem(reply, statusCode, error.message);
    request.log.error({ err: error }, "unexpected error");
    return sendProblem(reply, 500, "The service failed.");
  };
}
