#!/usr/bin/env bash
# One stage on AWS, with the credentials at hand:
#   stage.sh diff STAGE        what a deployment would change, as Markdown
#   stage.sh deploy STAGE      deploys; CloudFormation rolls back when an alarm of the stack rings within 15 minutes
#   stage.sh smoke STAGE       places an order with a test user and follows it to Processed
#   stage.sh roll-back STAGE   deploys the commit that was last deployed with success
# The deployer's settings are in DEPLOY_SETTINGS, a JSON object: {"SENDER_ADDRESS": "shop@example.com"}; one that ends with the
# stage's name, as SENDER_ADDRESS_PROD, is for that stage alone.
set -euo pipefail

command=$1 stage=$2
stack=OrderProcessing
[ "$stage" = dev ] || stack="OrderProcessing-$stage"

# The context of the app, by the names of GitHub's variables.
context=(-c "stage=$stage" -c smokeClient=true)
settings=${DEPLOY_SETTINGS:-null}
while IFS== read -r key variable; do
  value=$(jq -r --arg name "$variable" --arg own "${variable}_${stage^^}" '.[$own] // .[$name] // ""' <<<"$settings")
  [ -z "$value" ] || context+=(-c "$key=$value")
done <<'SETTINGS'
domainName=DOMAIN_NAME
certificateArn=CERTIFICATE_ARN
senderAddress=SENDER_ADDRESS
senderIdentity=SENDER_IDENTITY
mailsPerSecond=MAILS_PER_SECOND
operationsAddress=OPERATIONS_ADDRESS
SETTINGS
# Alarms link to the runbook here.
if [ -n "${GITHUB_SERVER_URL:-}" ]; then context+=(-c "repositoryUrl=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"); fi

# Empty where there is no such output, or no such stack.
output() {
  aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" 2>/dev/null || true
}

diff() {
  printf '### Stage %s\n\n```\n' "$stage"
  # Without a change set, the role that may only look suffices.
  npx cdk diff --no-change-set "${context[@]}" 2>&1
  printf '```\n'
}

deploy() {
  local options=(--require-approval never) alarms
  alarms=$(output RollbackAlarmArns)
  if [ -z "$alarms" ]; then
    # A first deployment that failed leaves behind what prod retains: take it up again.
    options+=(--import-existing-resources)
  elif [ "${IGNORE_ALARMS:-false}" = true ]; then
    options+=(--rollback-trigger-alarm-arns none)
  else
    for alarm in ${alarms//,/ }; do options+=(--rollback-trigger-alarm-arns "$alarm"); done
    options+=(--monitoring-time-minutes 15)
  fi
  npx cdk deploy "${context[@]}" "${options[@]}"
}

smoke() {
  # SES's simulator takes the confirmation; nobody reads it, and no reputation suffers.
  local email="success+smoke-$stage@simulator.amazonses.com" password pool closed=()
  password="$(openssl rand -base64 24)aA1!"
  pool=$(output UserPoolId)
  # It exists from the second time on.
  aws cognito-idp admin-create-user --user-pool-id "$pool" --username "$email" --message-action SUPPRESS \
    --user-attributes "Name=email,Value=$email" Name=email_verified,Value=true >/dev/null 2>&1 || true
  aws cognito-idp admin-set-user-password --user-pool-id "$pool" --username "$email" --password "$password" --permanent
  # Where there is a web firewall, the API's own address must refuse everybody.
  [ "$stage" = dev ] || closed=(--closed "$(output ApiUrl)")
  SMOKE_CLIENT_ID=$(output SmokeClientId) SMOKE_EMAIL=$email SMOKE_PASSWORD=$password \
    npm run --silent smoke -- "$(output SiteUrl)" --patience 120 "${closed[@]}"
}

# The newest commit but this one whose deployment to the stage went well.
last_good() {
  local id sha
  gh api --paginate "repos/$GITHUB_REPOSITORY/deployments?environment=$stage&per_page=50" --jq '.[] | "\(.id) \(.sha)"' |
    while read -r id sha; do
      [ "$sha" != "$(git rev-parse HEAD)" ] || continue
      if gh api "repos/$GITHUB_REPOSITORY/deployments/$id/statuses" --jq '.[].state' | grep -qx success; then
        echo "$sha"
        break
      fi
    done
}

roll_back() {
  local commit
  commit=$(last_good)
  if [ -z "$commit" ]; then
    echo "stage $stage was never deployed with success: there is nothing to return to" >&2
    exit 1
  fi
  echo "returning to $commit"
  git checkout --quiet --detach "$commit"
  npm ci --no-progress
  # What rings because of the bad version must not keep the good one out.
  IGNORE_ALARMS=true deploy
}

case $command in
diff | deploy | smoke) "$command" ;;
roll-back) roll_back ;;
*)
  echo "usage: stage.sh diff|deploy|smoke|roll-back STAGE" >&2
  exit 2
  ;;
esac
