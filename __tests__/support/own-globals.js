"use strict";

const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

/**
 * Jest's environment for Node, with ordinary globals. Jest's own ones stand behind a proxy, which makes each look at `Array`,
 * `Promise` or `Error` some hundred times as slow. Each suite has globals of its own all the same.
 *
 * Before Node.js 20.18 there is no such context: then they are slower, though not as slow as behind a proxy.
 */
module.exports = class OwnGlobals extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants?.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
};
