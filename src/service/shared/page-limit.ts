import { z } from "zod";

/** Entries on a page, unless fewer are asked for; the most that a page has. */
const PAGE = 50;
const LARGEST_PAGE = 100;
const LIMIT_PROBLEM = `must be a whole number from 1 to ${LARGEST_PAGE}`;

/** How many entries a page shall have, as a query says it. */
export const pageLimit = z
  .string()
  .regex(/^\d{1,3}$/, { error: LIMIT_PROBLEM })
  .transform(Number)
  .pipe(z.number().min(1, { error: LIMIT_PROBLEM }).max(LARGEST_PAGE, { error: LIMIT_PROBLEM }))
  .default(PAGE);
