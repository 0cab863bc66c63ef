#!/usr/bin/env bash
# Rehearses and simulates SYSTEM without touching AWS. Fails on a missed objective; the reports go to reports/.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
mkdir -p reports

npm start -- "$SYSTEM" 2>&1 | tee reports/rehearsal.txt
npm run standby -- objectives "$SYSTEM" 2>&1 | tee reports/objectives.txt
npm run standby -- simulate "$SYSTEM" --scenario region-loss --runs 1000 --least-met 99 2>&1 | tee reports/simulation.txt
