#!/usr/bin/env bash
# Makes SYSTEM in the isolated environment STANDBY_ENV as ROLE_ARN, fails it over and back, and destroys it whatever happens.
# SOURCE_REPOSITORY holds the image that serves; DRILL_ACCOUNT is the isolated account. Fails on a missed objective; the report
# of the drill goes to reports/. FAILBACK_MINUTES is how long database and files may take to follow again (180).
set -euo pipefail
cd "$(dirname "$0")/../../../.."
mkdir -p reports

# As the build's own role: it may read the image, and knows nothing else of this account's systems.
registry_login() {
  local password
  password=$(aws ecr get-login-password --region "$2")
  crane auth login --username AWS --password-stdin "${1%%/*}" <<<"$password"
}
registry_login "$SOURCE_REPOSITORY" "$SOURCE_REGION"
source src/constructs/pipeline/scripts/as-role.sh

standby() { npm run standby -- "$@"; }
stacks=("$SYSTEM-primary" "$SYSTEM-dr")
deploy() { npx --no-install cdktf deploy "$@" --auto-approve; }

# repeat <times> <command>: once a minute, until it succeeds.
repeat() {
  local left=$1
  shift
  until "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 60
  done
}

destroy() { npx --no-install cdktf destroy "${stacks[@]}" --auto-approve; }
# A report that was written is worth reading whatever came after it.
leave() {
  local status=$?
  cat reports/*.md 2>/dev/null || true
  destroy || { status=1 && echo "The isolated environment is NOT destroyed: docs/runbooks/dr-test-failed.md" >&2; }
  exit "$status"
}

account=$(aws sts get-caller-identity --query Account --output text)
[ "$account" = "$DRILL_ACCOUNT" ] || { echo "This is account $account, not the isolated one: nothing was done." >&2 && exit 1; }
npx --no-install cdktf synth
image=$(npx --no-install tsx src/constructs/pipeline/scripts/drill-image.ts)
read -r repository region digest targets <<<"$image"

standby bootstrap "$SYSTEM"
trap leave EXIT
# The build's own time limit would end it without the trap; `timeout` comes before it, and sends this.
trap 'exit 124' TERM
# What an earlier run that was killed has left.
destroy

# The repositories first, and the image into them: a service without an image gives up.
primary=cdktf.out/stacks/$SYSTEM-primary
terraform -chdir="$primary" init -input=false
# shellcheck disable=SC2086 # one argument for each address
terraform -chdir="$primary" apply -input=false -auto-approve $targets
registry_login "$repository" "$region"
crane copy "$SOURCE_REPOSITORY@$digest" "$repository:release-drill"
deploy "${stacks[@]}"

repeat 60 standby failover "$SYSTEM" --dry-run
standby drill "$SYSTEM" --mode failover --stay --yes --report-folder reports
standby reprotect "$SYSTEM" --yes
# Files are copied back by a replication that only Terraform makes.
deploy "$SYSTEM-primary"
repeat "${FAILBACK_MINUTES:-180}" standby failback "$SYSTEM" --dry-run
standby failback "$SYSTEM" --yes
