import { MemoryStore } from "../../../src/failover/aws/memory-store";
import { ProviderStore } from "../../../src/rehearsal/provider-store";
import { Store } from "../../../src/terraform/mock-provider";

const parameter = { type: "aws_ssm_parameter", region: "us-east-1", id: "/a", attributes: { id: "/a" } };

function providerStore(): ProviderStore {
  const store = new Store();
  store.put({ ...parameter, secrets: { value_wo: "hidden" } });
  return new ProviderStore(store);
}

describe.each([
  ["in memory", () => new MemoryStore([parameter])],
  ["of the mock provider", providerStore],
])("a store %s", (_, make) => {
  test("takes a resource away, and gives it back as it was", () => {
    const store = make();
    const [found] = store.find("aws_ssm_parameter", "us-east-1");
    store.remove(found!);
    expect(store.find("aws_ssm_parameter")).toEqual([]);
    store.restore(found!);
    expect(store.find("aws_ssm_parameter")).toEqual([found]);
  });

  test("takes away only what is there", () => {
    const store = make();
    expect(() => store.remove({ ...parameter, id: "/b" })).toThrow('us-east-1 has no aws_ssm_parameter "/b"');
  });

  test("gives back only what is not there", () => {
    expect(() => make().restore(parameter)).toThrow('us-east-1 has a aws_ssm_parameter "/a" already');
  });
});
