// Loaded into every Node process of a measured command by NODE_OPTIONS; plain JavaScript, so that it costs nothing.
"use strict";

const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  // In kilobytes, on every platform.
  appendFileSync(process.env.BENCH_MEMORY_FILE, `${process.resourceUsage().maxRSS}\n`);
});
