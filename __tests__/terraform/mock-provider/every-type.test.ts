import { FACTS } from "../../../src/terraform/mock-provider/facts/table";
import type { MockProvider } from "../../../src/terraform/mock-provider";
import { EVERY_TYPE } from "./every-type";
import { describeWithTerraform } from "../../support/optional";
import { startFor, Workspace } from "./rehearsal";

it("uses every type that has facts", () => {
  expect(Object.keys(EVERY_TYPE.resource).sort()).toEqual(Object.keys(FACTS).sort());
});

describeWithTerraform("every type that has facts", () => {
  let provider: MockProvider;
  let workspace: Workspace;

  beforeAll(async () => {
    provider = await startFor([EVERY_TYPE]);
    workspace = new Workspace(provider, EVERY_TYPE);
    await workspace.init();
  });

  afterAll(() => {
    provider.stop();
    workspace.remove();
  });

  it("is applied by Terraform, planned empty and destroyed, and gets the same values in every run", async () => {
    await workspace.apply();
    expect(await workspace.plan()).toMatchObject({ status: 0 });
    const first = JSON.stringify(provider.store.list());
    await workspace.destroy();
    expect(provider.store.list()).toEqual([]);
    await workspace.apply();
    expect(JSON.stringify(provider.store.list())).toBe(first);
  });
});
