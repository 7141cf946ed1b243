#!/bin/sh
# Unpacks Payara Micro and archives its classes, the WAR's among them, as the JVM has them in memory; the Dockerfile does it
# once. A start then takes two thirds of the processor's time, and the classes a third of the memory. More arguments are
# Payara Micro's.
#
# The warm-up has no database, so it ends as a failed deployment does. Some of Payara's threads may outlive that end: the
# signal ends them, and has the JVM write the archive.
set -eu
home=${PAYARA_MICRO_HOME:-/opt/payara}
log=$(mktemp)
java -jar "$home/payara-micro.jar" --rootDir "$home/server" --outputlauncher
cp "$home/server/config/domain.xml" "$home/domain.xml"

SGAD_AUTH=none DB_URL=jdbc:postgresql://127.0.0.1:1/none JVM_ARGS="-XX:ArchiveClassesAtExit=$home/server.jsa" \
  sh "$home/payara-micro-start.sh" --deploy "$home/deployments/sgad-events.war" --contextroot / \
  --nocluster --nohazelcast --warmup "$@" >"$log" 2>&1 &
node=$!
while kill -0 "$node" 2>/dev/null && ! grep -q 'Shutdown procedure finished' "$log"; do
  sleep 1
done
kill "$node" 2>/dev/null || true
wait "$node" || true

if [ ! -s "$home/server.jsa" ]; then
  cat "$log" >&2
  exit 1
fi
rm "$log"
