import { ProviderService } from "../../../src/terraform/mock-provider/server/service";
import { describeWithTerraform } from "../../support/optional";
import { startFor, Workspace } from "./rehearsal";

const CONFIG = {
  provider: {
    aws: [{ region: "us-east-1" }, ...["b", "c"].map((alias) => ({ alias, region: "us-west-2" }))],
  },
  resource: {
    aws_vpc: {
      a: { cidr_block: "10.0.0.0/16" },
      b: { provider: "aws.b", cidr_block: "10.1.0.0/16" },
      c: { provider: "aws.c", cidr_block: "10.2.0.0/16" },
    },
  },
};

// To send and to read the schemas of a whole system takes as long as the rest of a plan.
describeWithTerraform("the schemas", () => {
  it("are asked for once a run, however many aliases there are", async () => {
    let asked = 0;
    const { handlers } = ProviderService.prototype;
    const spy = jest.spyOn(ProviderService.prototype, "handlers").mockImplementation(function (
      this: ProviderService,
    ) {
      const { GetSchema, ...others } = handlers.call(this);
      return { ...others, GetSchema: (...given) => (asked++, GetSchema(...given)) };
    });
    const provider = await startFor([CONFIG]);
    const workspace = new Workspace(provider, CONFIG);
    try {
      await workspace.init();
      asked = 0;
      await workspace.apply();
      expect(asked).toBe(1);
      expect((await workspace.plan()).status).toBe(0);
      expect(asked).toBe(2);
    } finally {
      spy.mockRestore();
      provider.stop();
      workspace.remove();
    }
  });
});
