import { History } from "../../../src/failover/simulation/history";
import { common, gaps, seconds, union } from "../../../src/failover/simulation/spans";

const span = (from: number, to: number) => ({ from, to });

describe("spans", () => {
  it("have parts in common", () => {
    expect(common([span(0, 10), span(20, 30)], [span(5, 25)])).toEqual([span(5, 10), span(20, 25)]);
    expect(common([span(0, 10)], [span(10, 20)])).toEqual([]);
  });

  it("unite where they touch", () => {
    expect(union([span(20, 30)], [span(0, 10)], [span(10, 15)])).toEqual([span(0, 15), span(20, 30)]);
  });

  it("leave gaps", () => {
    expect(gaps([span(-5, 2), span(4, 6)], span(0, 10))).toEqual([span(2, 4), span(6, 10)]);
    expect(gaps([], span(0, 10))).toEqual([span(0, 10)]);
  });

  it("have a length in seconds", () => {
    expect(seconds([span(0, 1_500), span(2_000, 2_500)])).toBe(2);
  });
});

describe("a history", () => {
  const history = new History("a");
  history.set(10, "b");
  history.set(20, "b");
  history.set(30, "a");

  it("keeps changes only", () => {
    expect(history.changes).toEqual([
      { at: 10, value: "b" },
      { at: 30, value: "a" },
    ]);
    expect([history.now, history.at(9), history.at(10), history.at(29)]).toEqual(["a", "a", "b", "b"]);
  });

  it("knows when something was so", () => {
    expect(history.spans((value) => value === "a", span(0, 100))).toEqual([span(0, 10), span(30, 100)]);
    expect(history.spans((value) => value === "b", span(15, 100))).toEqual([span(15, 30)]);
  });

  it("can be told later", () => {
    expect(history.later(5).changes).toEqual([
      { at: 15, value: "b" },
      { at: 35, value: "a" },
    ]);
  });
});
