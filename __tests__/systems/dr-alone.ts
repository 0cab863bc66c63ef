import { addressedBlocks, type TerraformConfiguration } from "../../src/terraform/configuration";

/** What stands alone. */
export interface DrAlone {
  readonly system: string;
  readonly region: string;
  readonly stack: TerraformConfiguration;
  /** The region that does not answer. */
  readonly lost: string;
  /** The addresses, without their hashes, that may name it: to say what to copy, whom to act on, and who may. */
  readonly naming: readonly string[];
}

/** Declares the tests that a DR stack of the environment `dev` needs nothing of the primary region. */
export function testDrAlone({ system, region, stack, lost, naming }: DrAlone): void {
  const blocks = addressedBlocks(stack);

  test(`names ${lost} only where it says what to copy, whom to act on, and who may`, () => {
    const found = blocks.filter(({ block }) => JSON.stringify(block).includes(lost));
    expect(found.map(({ address }) => address.replace(/_[0-9A-F]{8}$/, "")).sort()).toEqual(naming);
  });

  test("is told all that it needs in its own region", () => {
    const data = blocks.filter(({ mode }) => mode === "data");
    expect(data.length).toBeGreaterThan(4);
    for (const { type, block } of data) {
      expect(type).toBe("aws_ssm_parameter");
      expect(block.name).toMatch(new RegExp(`^/standby/${system}/dev/`));
      expect(block).not.toHaveProperty("provider");
    }
  });

  test("has its state, its locks and its key in its own region", () => {
    expect(stack.terraform?.backend?.s3).toMatchObject({
      region,
      bucket: `${system}-state-dr-111122223333-dev`,
      dynamodb_table: `${system}-state-lock-dr-dev`,
    });
  });

  test("has no provider in use but its own", () => {
    expect(blocks.filter(({ block }) => block.provider !== undefined)).toEqual([]);
  });
}
