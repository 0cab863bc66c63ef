#!/usr/bin/env bash
# Looks as ROLE_ARN whether what is deployed of SYSTEM in the environment STANDBY_ENV is what the source says. Tells TOPIC_ARN in
# TOPIC_REGION what differs, with RUNBOOK, and fails; it fails as well where it can't know. The answer goes to reports/.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
mkdir -p reports

answer=reports/drift.txt
status=0
# Terraform alone takes the role that reads: whoever deploys may be another one, and people are told in the build's own name.
STANDBY_DEPLOYMENT_ROLE_ARN=$ROLE_ARN npm run --silent standby -- drift "$SYSTEM" >"$answer" || status=$?
cat "$answer"
# 2 says that something differs. A message has room for 256 KB.
if [ "$status" = 2 ]; then
  message="$(head -c 200000 "$answer")
Runbook: $RUNBOOK"
  aws sns publish --region "$TOPIC_REGION" --topic-arn "$TOPIC_ARN" \
    --subject "$SYSTEM: what is deployed is not what the source says" --message "$message"
fi
exit "$status"
