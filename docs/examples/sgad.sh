#!/usr/bin/env bash
# SGAD Events with curl: file a week, close it, and see in the log that it happened.
#
#   bash sgad.sh REFEREE_ID WEEK DATE        bash sgad.sh arbitro-01 2026-W48 2026-11-28
#
# SGAD_URL says where (http://localhost:8000); SGAD_TOKEN is sent where the server asks for one.
set -euo pipefail

if [ $# -ne 3 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
referee=$1 week=$2 date=$3
url=${SGAD_URL:-http://localhost:8000}

call() {
  local answer
  # --fail-with-body: a refusal is shown, and ends the script
  answer=$(curl --silent --show-error --fail-with-body \
    ${SGAD_TOKEN:+--header "Authorization: Bearer $SGAD_TOKEN"} \
    --header 'Content-Type: application/json' "$@") || { echo "$answer" >&2; exit 1; }
  echo "$answer"
}

echo "filing $week for $referee"
call --request PUT "$url/api/availability/$referee/$week" \
  --data "{\"slots\":[{\"date\":\"$date\",\"start\":\"08:00\",\"end\":\"12:00\"}]}"

echo "closing it"
call --request POST "$url/api/availability/$referee/$week/close"

echo "telling $referee, once even if this script is repeated"
call --request POST "$url/api/notifications" --header "Idempotency-Key: closed-$referee-$week" \
  --data "{\"user_id\":\"$referee\",\"title\":\"Semana cerrada\",\"message\":\"$week\",\"type\":\"info\"}"

echo "what the log has of it"
call "$url/api/events?subject=$referee&limit=1000" --header 'Accept: application/x-ndjson'
