#!/usr/bin/env bash
# Plans both stacks of SYSTEM in the environment STANDBY_ENV, as ROLE_ARN. The plans go to reports/ as text: a plan's own file
# may hold what must not lie in a bucket. PLAN_MAY_CHANGE=false: a plan that is not empty fails.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
source src/constructs/pipeline/scripts/as-role.sh
mkdir -p reports

npx --no-install cdktf synth
for site in primary dr; do
  stack=cdktf.out/stacks/$SYSTEM-$site
  terraform -chdir="$stack" init -input=false -no-color
  # 2 says that there are changes. Who only reads can't take the lock.
  terraform -chdir="$stack" plan -input=false -no-color -lock=false -detailed-exitcode 2>&1 | tee "reports/plan-$site.txt" ||
    [ "$?:$PLAN_MAY_CHANGE" = 2:true ]
done
