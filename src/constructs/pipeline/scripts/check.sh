#!/usr/bin/env bash
# Type check, lint, format and every test.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

npm test
