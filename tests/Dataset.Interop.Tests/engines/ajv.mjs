import fs from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

export const version = () => createRequire(import.meta.url)('./node_modules/ajv/package.json').version;

/** Compiles the JSON Schema (draft-07) `schema`; each line of the file `lines` and the whole file `document`, if given, must satisfy it. */
export function validate(task) {
  // Not strict: our x- keywords are not ajv's. Formats are still checked.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const check = ajv.compile(JSON.parse(fs.readFileSync(task.schema, 'utf8')));
  const findings = [];
  const validateOne = (place, json) => {
    if (!check(JSON.parse(json)) && findings.length < 20) findings.push(`${place}: ${ajv.errorsText(check.errors)}`);
  };
  const lines = task.lines ? fs.readFileSync(task.lines, 'utf8').split('\n').slice(0, -1) : [];
  for (const [i, line] of lines.entries()) validateOne(`line ${i + 1}`, line);
  if (task.document) validateOne('document', fs.readFileSync(task.document, 'utf8'));
  return { rows: lines.length, findings };
}
