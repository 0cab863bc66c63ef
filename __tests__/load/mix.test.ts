import { KINDS, MODEL_MIX, readMix, sequenceOf, shareOf } from "../../src/load/mix";

describe("a mix", () => {
  it("is read from the command line", () => {
    expect(readMix("readTitle=4, events=1")).toEqual({ readTitle: 4, events: 1 });
  });

  it("is refused with every problem of it", () => {
    expect(() => readMix("readTitel=4,events=0,health")).toThrow(
      `The mix is not valid: "readTitel" is none of ${KINDS.join(", ")}; events needs a whole number from 1 to 999; ` +
        "health needs a whole number from 1 to 999.",
    );
  });

  it("is spread evenly over what a connection sends", () => {
    expect(sequenceOf({ readTitle: 4, events: 2 })).toEqual([
      "readTitle",
      "events",
      "readTitle",
      "readTitle",
      "events",
      "readTitle",
    ]);
    expect(sequenceOf(MODEL_MIX)).toHaveLength(100);
  });

  it("of the model has four requests to the service for a batch", () => {
    expect(shareOf(MODEL_MIX, "events")).toBeCloseTo(0.2, 6);
    expect(shareOf({ events: 1 }, "health")).toBe(0);
  });
});
