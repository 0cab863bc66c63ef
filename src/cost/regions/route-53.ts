import type { PriceSource } from "../price";

/** Route 53 is a global service: whatever region a stack is in, it pays the same. */
export const ROUTE_53: PriceSource = {
  confidence: "price list",
  source:
    "Infracost, expected results of its tests, 2024-07 to 2024-11; Route 53 has one price list for all regions",
  read: "2026-11",
};
