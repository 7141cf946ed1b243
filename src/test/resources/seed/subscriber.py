"""The seed's subscriber ("Subscribe to Specific Events"): only port and password are told from outside."""
import json
import os

import pika

# Connect to RabbitMQ
connection = pika.BlockingConnection(
    pika.ConnectionParameters(
        host='localhost',
        port=int(os.environ['RABBITMQ_PORT']),
        credentials=pika.PlainCredentials('sgad_rabbit', os.environ['RABBITMQ_PASSWORD']),
        virtual_host='sgad_vhost'
    )
)
channel = connection.channel()

# Create queue
result = channel.queue_declare(queue='', exclusive=True)
queue_name = result.method.queue

# Bind to specific events
channel.queue_bind(
    exchange='sgad.availability',
    queue=queue_name,
    routing_key='availability.closed.*'  # Only closed events
)


# Consume
def callback(ch, method, properties, body):
    message = json.loads(body)
    print(f"Received: {json.dumps(message)}", flush=True)
    ch.basic_ack(delivery_tag=method.delivery_tag)


channel.basic_consume(queue=queue_name, on_message_callback=callback)
print("Subscribed", flush=True)
channel.start_consuming()
