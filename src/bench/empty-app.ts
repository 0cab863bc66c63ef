import { App, TerraformStack } from "cdktf";

// What CDKTF itself costs: two stacks with nothing in them, run as main.ts is.
const app = new App();
new TerraformStack(app, "empty-primary");
new TerraformStack(app, "empty-dr");
app.synth();
