#!/usr/bin/env python3
"""Publishes one closed week to SGAD Events, and knows that the broker has it.

    python3 publish.py REFEREE_ID

RABBITMQ_HOST, RABBITMQ_PORT, RABBITMQ_USER, RABBITMQ_PASSWORD and RABBITMQ_VHOST say where.
Needs pika (Debian: python3-pika).
"""
import json
import os
import sys
import uuid
from datetime import datetime, timezone

import pika


def connect():
    return pika.BlockingConnection(pika.ConnectionParameters(
        host=os.environ.get('RABBITMQ_HOST', 'localhost'),
        port=int(os.environ.get('RABBITMQ_PORT', '5672')),
        virtual_host=os.environ.get('RABBITMQ_VHOST', 'sgad_vhost'),
        credentials=pika.PlainCredentials(
            os.environ.get('RABBITMQ_USER', 'sgad_rabbit'),
            os.environ['RABBITMQ_PASSWORD'])))


def main(referee_id):
    event_id = str(uuid.uuid4())
    now = datetime.now(timezone.utc)
    year, week, _ = now.isocalendar()
    with connect() as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        # raises where the broker did not take it or no queue would get it; publish again then,
        # with the same event_id: it is one event, however often it arrives
        channel.basic_publish(
            exchange='sgad.availability',
            routing_key='availability.closed.' + referee_id,
            body=json.dumps({
                'event_type': 'availability.closed',
                'event_id': event_id,
                'referee_id': referee_id,
                'week_year': year,
                'week_number': week,
                'closed_at': now.isoformat(),
                'total_slots': 7,
            }),
            properties=pika.BasicProperties(
                content_type='application/json',
                delivery_mode=2,
                message_id=event_id,
                app_id='example',
                timestamp=int(now.timestamp())),
            mandatory=True)
    print(event_id)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
