"use strict";

// Takes the place of CDKTF's, see jest.config.js.
exports.captureStackTrace = () => [];
