#!/usr/bin/env node
// Loads the TypeScript sources as they are; there is no build step.
"use strict";

require("tsx/cjs");
require("./program.ts");
