import { App } from "cdktf";
import { buildStacks } from "./src/app";
import { loadEnvironment } from "./src/config/load-environment";
import { EnvironmentError } from "./src/config/problem";
import { systems } from "./src/systems";

// CDKTF takes a stack trace of every token. To find the source line of each takes longer than the rest of the synthesis.
process.setSourceMapsEnabled(false);
try {
  const environment = loadEnvironment({ root: __dirname, variables: process.env, systems });
  // Without traces the same input gives the same bytes wherever the project lies.
  const app = new App({ stackTraces: false });
  buildStacks(app, environment, systems);
  app.synth();
} catch (error) {
  process.setSourceMapsEnabled(true);
  // A wrong environment is the user's to mend: the report says how, a stack trace would bury it.
  if (!(error instanceof EnvironmentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
