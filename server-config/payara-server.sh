#!/usr/bin/env bash
# Makes a domain of Payara Server 6 for SGAD Events, starts it and deploys the WAR; run again, it deploys anew.
#
#   . /etc/sgad/environment && server-config/payara-server.sh /opt/payara6 target/sgad-events.war
#
# The settings of .env.example must be exported: the domain inherits them, also whenever it is started later with
# "asadmin start-domain sgad". The data source and the executors come with the WAR, which reads the same names.
#
#   SGAD_HTTP_PORT       where it answers: 8000; asadmin's port is 32 below, 7968
#   PAYARA_DOMAIN_DIR    where the domain is kept: the server's own glassfish/domains
#   PAYARA_JVM_OPTIONS   a file, one option a line: payara-server-jvm-options.txt beside this script
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ $# -ne 2 ]; then
  echo "usage: payara-server.sh <Payara's directory> <the WAR>" >&2
  exit 2
fi
payara=$1
war=$2
port=${SGAD_HTTP_PORT:-8000}
domains=${PAYARA_DOMAIN_DIR:-$payara/glassfish/domains}
options=${PAYARA_JVM_OPTIONS:-$here/payara-server-jvm-options.txt}
admin() { "$payara/bin/asadmin" --host 127.0.0.1 --port $((port - 32)) "$@"; }

if [ ! -d "$domains/sgad" ]; then
  admin create-domain --nopassword=true --portbase $((port - 80)) --domaindir "$domains" sgad
  # what asadmin could change only for the start after the next: our options for the server's heap of 512 MB, no JMS broker
  sed -i -e "s|<jvm-options>-Xmx512m</jvm-options>|$(sed -n 's|^-.*|<jvm-options>&</jvm-options>|p' "$options" | tr -d '\n')|" \
    -e 's|type="EMBEDDED"|type="REMOTE"|' "$domains/sgad/config/domain.xml"
  admin start-domain --domaindir "$domains" --prebootcommandfile "$here/payara-server-preboot.txt" sgad
elif ! admin uptime >/dev/null 2>&1; then
  admin start-domain --domaindir "$domains" sgad
fi
admin deploy --force=true --name sgad-events --contextroot / "$war"
