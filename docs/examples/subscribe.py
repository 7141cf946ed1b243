#!/usr/bin/env python3
"""Prints what happens to referees' weeks, one JSON text a line, and misses nothing while it is away.

    python3 subscribe.py QUEUE [ROUTING_KEY]

The queue is this service's own and stays when the service stops. What it fails on five times becomes
a dead letter of SGAD Events, where an administrator can look at it and send it back.

RABBITMQ_HOST, RABBITMQ_PORT, RABBITMQ_USER, RABBITMQ_PASSWORD and RABBITMQ_VHOST say where.
Needs pika (Debian: python3-pika).
"""
import collections
import json
import sys
import time

import pika

from publish import connect

REMEMBERED = 10_000


class Subscriber:
    def __init__(self, queue, routing_key):
        self.queue = queue
        self.routing_key = routing_key
        self.seen = collections.OrderedDict()

    def run(self):
        while True:
            try:
                with connect() as connection:
                    self.consume(connection.channel())
            except pika.exceptions.AMQPConnectionError as lost:
                print(f'connection lost: {lost!r}; trying again', file=sys.stderr)
                time.sleep(2)

    def consume(self, channel):
        channel.queue_declare(self.queue, durable=True, arguments={
            'x-queue-type': 'quorum',
            'x-dead-letter-exchange': 'sgad.dlx',
            'x-delivery-limit': 5,
        })
        channel.queue_bind(self.queue, 'sgad.availability', self.routing_key)
        channel.basic_qos(prefetch_count=100)
        channel.basic_consume(self.queue, self.received)
        print(f'waiting for {self.routing_key}', file=sys.stderr, flush=True)
        channel.start_consuming()

    def received(self, channel, method, properties, body):
        try:
            event = json.loads(body)
            if self.is_new(event.get('event_id') or properties.message_id):
                print(json.dumps(event), flush=True)
        except ValueError:
            # never readable: no use in trying again
            channel.basic_reject(method.delivery_tag, requeue=False)
        else:
            channel.basic_ack(method.delivery_tag)

    def is_new(self, event_id):
        """The same id is one event; it may arrive twice. A real service remembers it in its database."""
        if event_id in self.seen:
            return False
        self.seen[event_id] = True
        if len(self.seen) > REMEMBERED:
            self.seen.popitem(last=False)
        return True


if __name__ == '__main__':
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    Subscriber(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else 'availability.#').run()
