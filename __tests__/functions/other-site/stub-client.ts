import type { Tools } from "../../../src/functions/other-site/tools";
import { VirtualClock } from "../virtual-clock";

/** A call of AWS, as it was sent: the name of its command, and what it says. */
export interface SentCall {
  readonly name: string;
  readonly input: object;
}

/** What a client of AWS answers: by the name of the command, its result or the error that it throws. */
export type Answers = Readonly<Record<string, (call: number) => object>>;

/** A client of AWS that writes down what it is asked, and answers what it is told. */
export function stubClient<Client>(answers: Answers) {
  const sent: SentCall[] = [];
  const send = (command: { readonly input: object }): Promise<object> => {
    const name = command.constructor.name.replace(/Command$/, "");
    const call = sent.filter((other) => other.name === name).length;
    sent.push({ name, input: command.input });
    const answer = answers[name]?.(call);
    if (!answer) throw new Error(`nobody expects ${name}`);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { client: { send } as unknown as Client, sent };
}

/** Tools with a virtual clock. */
export function virtualTools(): { readonly tools: Tools; readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  return {
    clock,
    tools: { signal: new AbortController().signal, now: clock.now, sleep: clock.sleep },
  };
}

/** What the SDK throws where nobody answers. */
export function timeout(): Error {
  return Object.assign(new Error("socket timed out"), { name: "TimeoutError" });
}
