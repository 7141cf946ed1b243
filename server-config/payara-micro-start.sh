#!/bin/sh
# Starts Payara Micro in the container, with the arguments of Payara Micro. payara-micro-archive.sh has it unpacked.
#
# What an earlier start of this container deployed is taken away, or it would be deployed again before the WAR is.
set -eu
server=${PAYARA_MICRO_HOME:-/opt/payara}
rm -rf "$server/server/applications" "$server/server/generated"
cp "$server/domain.xml" "$server/server/config/domain.xml"
# instead of this shell, so that java hears the signal to stop
exec java "@$server/payara-micro-jvm-options.txt" ${JVM_ARGS:-} -jar "$server/server/launch-micro.jar" "$@"
