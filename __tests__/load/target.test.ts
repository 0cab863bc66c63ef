import { targetOf } from "../../src/load/target";

describe("the target of a load", () => {
  it.each([
    ["https://mediadb.example.com/v1", "mediadb.example.com"],
    ["http://localhost:8080", undefined],
    ["http://127.0.0.1:8080/v1", undefined],
  ])("%s is taken", (address, confirmed) => {
    expect(targetOf(address, confirmed).href).toContain(address);
  });

  it.each([undefined, "example.com", "mediadb.example.org"])(
    "must be named again where it is not this machine, not as %s",
    (confirmed) => {
      expect(() => targetOf("https://mediadb.example.com", confirmed)).toThrow(
        "This sends load to mediadb.example.com. If it is yours, and the environment may be disturbed, repeat with " +
          "--confirm-host mediadb.example.com.",
      );
    },
  );

  it.each([
    ["mediadb.example.com", "mediadb.example.com is no address"],
    ["http://mediadb.example.com", "must begin with https://"],
    ["ftp://localhost", "must begin with https://"],
    ["https://mediadb.example.com/?a=b", "must be a host and at most a path"],
    ["https://user:secret@mediadb.example.com", "must be a host and at most a path"],
  ])("%s is refused", (address, message) => {
    expect(() => targetOf(address, "mediadb.example.com")).toThrow(message);
  });
});
