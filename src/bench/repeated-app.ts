import { join } from "node:path";
import { App } from "cdktf";
import { Construct } from "constructs";
import { buildStacks } from "../app";
import { loadEnvironment } from "../config/load-environment";
import { systems } from "../systems";

// The project's systems as often as the first argument says, each time in a construct of its own. cdktf names folders
// after the stack's id alone, so the copies write over each other's files; they are built, checked and written all the same.
const copies = Number(process.argv[2]);
const environment = loadEnvironment({ root: join(__dirname, "..", ".."), variables: process.env, systems });

const start = performance.now();
const app = new App();
const stacks = Array.from({ length: copies }, (_, index) =>
  buildStacks(new Construct(app, `copy-${index}`), environment, systems),
).flat();
app.synth();
const synthesisMilliseconds = performance.now() - start;
process.stdout.write(JSON.stringify({ stacks: stacks.length, synthesisMilliseconds }));
