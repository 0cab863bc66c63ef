import { PassThrough } from "node:stream";
import { confirmTyped } from "../../../src/cli/host/confirm";

const asked = { question: "Type payments.", expected: "payments", mayBeSkipped: true };

function terminal() {
  const controller = new AbortController();
  const input = Object.assign(new PassThrough(), { isTTY: true });
  let text = "";
  const output = { write: (more: string) => (text += more) };
  return { controller, input, shown: () => text, dialogue: { input, output, signal: controller.signal } };
}

describe("confirmTyped", () => {
  it.each([
    ["payments\n", true],
    ["  payments \n", true],
    ["Payments\n", false],
    ["\n", false],
    ["y\npayments\n", false],
  ])("takes %j as %s", async (typed, expected) => {
    const { input, dialogue, shown } = terminal();
    input.write(typed);

    await expect(confirmTyped(asked, false, dialogue)).resolves.toBe(expected);
    expect(shown()).toBe("\nType payments.\n> ");
  });

  it("takes the end of the input for a no", async () => {
    const { input, dialogue } = terminal();
    input.end();

    await expect(confirmTyped(asked, false, dialogue)).resolves.toBe(false);
  });

  it("ends on Ctrl-C", async () => {
    const { controller, dialogue } = terminal();
    const answer = confirmTyped(asked, false, dialogue);
    controller.abort(new Error("Ctrl-C"));

    await expect(answer).rejects.toThrow("Ctrl-C");
  });

  it("asks nothing with --yes, where that is an answer", async () => {
    const { dialogue, shown } = terminal();

    await expect(confirmTyped(asked, true, dialogue)).resolves.toBe(true);
    expect(shown()).toBe("");
  });

  it("asks a person all the same where it is none", async () => {
    const { input, dialogue } = terminal();
    input.write("payments\n");

    await expect(confirmTyped({ ...asked, mayBeSkipped: false }, true, dialogue)).resolves.toBe(true);
  });
});
