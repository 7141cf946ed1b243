// Checks an AsyncAPI document with AsyncAPI's own parser, and its examples with the schemas of their messages.
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import Ajv from 'ajv';
import formats from 'ajv-formats';

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const complaints = diagnostics
  .filter(({ severity }) => severity <= DiagnosticSeverity.Warning)
  .map(({ path, message }) => `${path.join('.')}: ${message}`);

const ajv = formats(new Ajv({ strict: false, allErrors: true }));

function check(message, place, part, schema) {
  if (part === undefined || schema === undefined) return;
  if (!ajv.validate(schema.json(), part)) complaints.push(`example of ${message}, ${place}: ${ajv.errorsText()}`);
}

const messages = document === undefined ? [] : document.allMessages().all();
let examples = 0;
for (const message of messages) {
  const all = message.examples().all();
  if (all.length === 0) complaints.push(`${message.id()} has no example`);
  for (const example of all) {
    examples++;
    check(message.id(), 'payload', example.payload(), message.payload());
    check(message.id(), 'headers', example.headers(), message.headers());
  }
}
complaints.forEach((complaint) => console.error(complaint));
console.log(`${messages.length} messages, ${examples} examples, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 && messages.length > 0 ? 0 : 1;
