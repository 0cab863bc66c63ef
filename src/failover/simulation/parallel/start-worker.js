"use strict";

// A thread has module hooks of its own: TypeScript is to be loaded in it as in the command.
require("tsx/cjs");
require("./worker");
