#!/usr/bin/env bash
# Installs Terraform and the project's packages. Takes TERRAFORM_URL and TERRAFORM_SHA256, and for the drill CRANE_URL and
# CRANE_SHA256; TOOLS says where programs go.
set -euo pipefail
cd "$(dirname "$0")/../../../.."

tools=${TOOLS:-/usr/local/bin}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# fetch <url> <sha256> <file>: a file with another digest ends the build.
fetch() {
  curl --fail --silent --show-error --location --retry 3 --output "$3" "$1"
  echo "$2  $3" | sha256sum --check --quiet
}

fetch "$TERRAFORM_URL" "$TERRAFORM_SHA256" "$scratch/terraform.zip"
unzip -q -o "$scratch/terraform.zip" terraform -d "$tools"
if [ -n "${CRANE_URL:-}" ]; then
  fetch "$CRANE_URL" "$CRANE_SHA256" "$scratch/crane.tar.gz"
  tar -xzf "$scratch/crane.tar.gz" -C "$tools" crane
fi
npm ci --no-audit --no-fund
