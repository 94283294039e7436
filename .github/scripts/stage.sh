#!/usr/bin/env bash
# One stage on AWS, with the credentials at hand:
#   stage.sh diff STAGE                 what a deployment would change, as Markdown
#   stage.sh comment STAGE PULL FILE    writes that to the pull request, as far as GitHub takes it
#   stage.sh deploy STAGE               deploys; CloudFormation rolls back when an alarm of the stack rings within 15 minutes
#   stage.sh smoke STAGE                places an order with a test user and follows it to Processed
#   stage.sh roll-back STAGE            deploys the commit that was last deployed with success
# The deployer's settings are in DEPLOY_SETTINGS, a JSON object: {"SENDER_ADDRESS": "shop@example.com"}; one that ends with the
# stage's name, as SENDER_ADDRESS_PROD, is for that stage alone.
set -euo pipefail

usage() {
  echo "usage: stage.sh diff|comment|deploy|smoke|roll-back STAGE" >&2
  exit 2
}
[ $# -ge 2 ] || usage
command=$1 stage=$2
stack=OrderProcessing
[ "$stage" = dev ] || stack="OrderProcessing-$stage"
# What a command complained of, where one complaint is none.
complaint=$(mktemp)
trap 'rm -f "$complaint"' EXIT

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
createSenderIdentity=CREATE_SENDER_IDENTITY
mailsPerSecond=MAILS_PER_SECOND
operationsAddress=OPERATIONS_ADDRESS
contact=CONTACT
legalLines=LEGAL_LINES
timeZone=TIME_ZONE
locale=LOCALE
@aws-cdk/core:bootstrapQualifier=BOOTSTRAP_QUALIFIER
SETTINGS
# Alarms link to the runbook here.
if [ -n "${GITHUB_SERVER_URL:-}" ]; then context+=(-c "repositoryUrl=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"); fi

# Lets a command fail for this one reason alone; for any other it says what the command said.
unless() {
  local reason=$1
  shift
  "$@" 2>"$complaint" && return
  grep -q "$reason" "$complaint" && return
  cat "$complaint" >&2
  return 1
}

# Empty where there is no such output, or no such stack.
output() {
  unless 'does not exist' aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue"
}

diff() {
  printf '### Stage %s\n\n```\n' "$stage"
  # Of the two templates, and nothing else: the role that asks may read no more.
  npx cdk diff --method=template "${context[@]}" 2>&1
  printf '```\n'
}

# GitHub takes comments of up to 65,536 characters, and of a first deployment there is more to say.
comment() {
  local pull=$1 file=$2 most=60000 text
  text=$(cat "$file")
  if [ "$(wc -c <"$file")" -gt "$most" ]; then
    # By bytes, so that the last line may be a part of one.
    text=$(head -c "$most" "$file" | sed '$d')
    text+=$'\n```\n\n'"There is more, in the summary of [the run]($GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID)."
  fi
  gh pr comment "$pull" --repo "$GITHUB_REPOSITORY" --body-file - <<<"$text"
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
  local email="success+smoke-$stage@simulator.amazonses.com" password pool client token site own api closed=()
  password="$(openssl rand -base64 24)aA1!"
  pool=$(output UserPoolId)
  client=$(output SmokeClientId)
  # It exists from the second time on.
  unless UsernameExistsException aws cognito-idp admin-create-user --user-pool-id "$pool" --username "$email" \
    --message-action SUPPRESS --user-attributes "Name=email,Value=$email" Name=email_verified,Value=true >/dev/null
  aws cognito-idp admin-set-user-password --user-pool-id "$pool" --username "$email" --password "$password" --permanent
  # By the role of this job: no password alone opens this client.
  token=$(aws cognito-idp admin-initiate-auth --user-pool-id "$pool" --client-id "$client" \
    --auth-flow ADMIN_USER_PASSWORD_AUTH --auth-parameters "USERNAME=$email,PASSWORD=$password" \
    --query AuthenticationResult.IdToken --output text)
  site=$(output SiteUrl)
  own=$(output DistributionUrl)
  # A domain is pointed at the distribution only once there is one; until then its own name answers.
  if ! cmp -s <(curl -fsS "${site}config.json" 2>/dev/null) <(curl -fsS "${own}config.json"); then
    echo "::warning::$site does not lead to this stage (yet): trying $own instead"
    site=$own
  fi
  # Where there is a web firewall, the API's own address must refuse everybody.
  if [ "$stage" != dev ]; then
    api=$(output ApiUrl)
    closed=(--closed "$api")
  fi
  SMOKE_TOKEN=$token npm run --silent smoke -- "$site" --patience 120 "${closed[@]}"
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
comment) comment "${3:?a pull request}" "${4:?a file}" ;;
roll-back) roll_back ;;
*) usage ;;
esac
