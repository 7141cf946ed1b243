"""The seed's publisher: its helpers' calls as they reach the broker, and the availability-events queue."""
import json
import os
from datetime import datetime

import pika

connection = pika.BlockingConnection(
    pika.ConnectionParameters(
        host='localhost',
        port=int(os.environ['RABBITMQ_PORT']),
        credentials=pika.PlainCredentials('sgad_rabbit', os.environ['RABBITMQ_PASSWORD']),
        virtual_host='sgad_vhost'
    )
)
channel = connection.channel()


def publish_event(exchange, routing_key, message, headers=None):
    channel.basic_publish(
        exchange=exchange,
        routing_key=routing_key,
        body=json.dumps(message),
        properties=pika.BasicProperties(delivery_mode=2, content_type='application/json', headers=headers)
    )


# exchanges are declared again by the seed's services, with the same arguments
channel.exchange_declare(exchange='sgad.availability', exchange_type='topic', durable=True)
channel.exchange_declare(exchange='sgad.notifications', exchange_type='fanout', durable=True)

channel.queue_declare(
    queue='availability-events',
    durable=True,
    arguments={
        'x-dead-letter-exchange': 'sgad.dlx',
        'x-message-ttl': 86400000  # 24 hours
    }
)
channel.queue_bind(
    exchange='sgad.availability',
    queue='match-service-queue',
    routing_key='availability.updated.#'
)

publish_event("sgad.availability", "availability.closed.seed-1", {
    "referee_id": "seed-1",
    "week_number": 42,
    "closed_at": datetime.now().isoformat(),
    "total_slots": 7
})
publish_event("sgad.notifications", "", {
    "user_id": "seed-1",
    "title": "Disponibilidad Cerrada",
    "message": "Tu disponibilidad ha sido cerrada",
    "type": "info",
    "timestamp": datetime.now().isoformat()
})
publish_event(
    exchange="sgad.availability",
    routing_key="custom.event.type",
    message={
        "event_type": "custom.event",
        "data": {"key": "value"},
        "timestamp": datetime.now().isoformat()
    },
    headers={"priority": "high"}
)
connection.close()
