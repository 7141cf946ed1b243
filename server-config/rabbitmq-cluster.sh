#!/usr/bin/env bash
# Prepares a running RabbitMQ, once, on any node of the cluster: virtual host, user, policies, exchanges and queues.
#
#   RABBITMQ_USER=sgad_rabbit RABBITMQ_PASSWORD_FILE=/run/secrets/rabbitmq server-config/rabbitmq-cluster.sh
#
# Without the file it reads the password from standard input. RABBITMQCTL is another way to rabbitmqctl, such as
# "docker exec -i sgad-rabbitmq rabbitmqctl". The nodes of SGAD Events declare the same exchanges and queues; what only
# this brings is a limit for the queue of a node that is slow.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
user=${RABBITMQ_USER:-sgad_rabbit}
vhost=sgad_vhost
# shellcheck disable=SC2086
ctl() { ${RABBITMQCTL:-rabbitmqctl} --quiet "$@"; }
password() { cat "${RABBITMQ_PASSWORD_FILE:-/dev/stdin}"; }

ctl import_definitions <"$here/rabbitmq-definitions.json"
if ctl list_users --no-table-headers </dev/null | cut -f1 | grep -qxF "$user"; then
  password | ctl change_password "$user"
else
  password | ctl add_user "$user"
fi
# for the management API, which GET /api/queues asks for rates
ctl set_user_tags "$user" monitoring </dev/null
ctl set_permissions --vhost "$vhost" "$user" '.*' '.*' '.*' </dev/null
