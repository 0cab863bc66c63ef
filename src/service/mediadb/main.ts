import { run } from "../shared/run";
import { readConfiguration } from "./configuration";
import { createService } from "./service";

run(readConfiguration, createService);
