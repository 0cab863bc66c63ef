import { byteRange } from "../../../../src/service/shared/media/byte-range";

test.each([
  ["bytes=0-9", { start: 0, end: 9 }],
  ["bytes=99-99", { start: 99, end: 99 }],
  ["bytes=90-", { start: 90, end: 99 }],
  ["bytes=90-1000", { start: 90, end: 99 }],
  ["bytes=-10", { start: 90, end: 99 }],
  ["bytes=-1000", { start: 0, end: 99 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=100-200", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
])("%s of 100 bytes", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test.each([undefined, "", "bytes=-", "bytes=9-0", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=0 - 1"])(
  "%s asks for the whole file",
  (header) => {
    expect(byteRange(header, 100)).toBeUndefined();
  },
);
