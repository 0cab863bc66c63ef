#!/usr/bin/env bash
# Looks as ROLE_ARN whether what is deployed of SYSTEM in the environment STANDBY_ENV is what the source says. Tells TOPIC_ARN in
# TOPIC_REGION what differs, with RUNBOOK, and fails; it fails as well where it can't know. The answer goes to reports/.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
source src/constructs/pipeline/scripts/as-role.sh
mkdir -p reports

answer=reports/drift.txt
status=0
npm run --silent standby -- drift "$SYSTEM" >"$answer" || status=$?
cat "$answer"
# 2 says that something differs. The role only reads, so the build tells it in its own name. A message has room for 256 KB.
if [ "$status" = 2 ]; then
  message="$(head -c 200000 "$answer")
Runbook: $RUNBOOK"
  env -u AWS_PROFILE -u AWS_CONFIG_FILE aws sns publish --region "$TOPIC_REGION" --topic-arn "$TOPIC_ARN" \
    --subject "$SYSTEM: what is deployed is not what the source says" --message "$message"
fi
exit "$status"
