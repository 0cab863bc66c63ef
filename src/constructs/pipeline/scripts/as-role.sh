# Sourced: everything after it runs as ROLE_ARN. Programs take the role themselves, again whenever it runs out: a role that
# is taken by a role lasts an hour only (IAM User Guide, "Roles terms and concepts", read 2026-11).
AWS_CONFIG_FILE=$(mktemp)
printf '[profile role]\nrole_arn = %s\nrole_session_name = dr-test\ncredential_source = EcsContainer\n' "$ROLE_ARN" >"$AWS_CONFIG_FILE"
AWS_PROFILE=role
export AWS_CONFIG_FILE AWS_PROFILE
