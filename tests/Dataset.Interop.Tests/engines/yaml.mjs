import fs from 'node:fs';
import { createRequire } from 'node:module';
import jsYaml from 'js-yaml';
import * as yaml from 'yaml';

const packageOf = (name) => createRequire(import.meta.url)(`./node_modules/${name}/package.json`);

export const version = () => `yaml ${packageOf('yaml').version}, js-yaml ${packageOf('js-yaml').version}`;

/**
 * Reads each line of the file `lines`, a YAML text as a JSON string, with both packages. A finding for each line and package is the text's
 * tree as JSON, or "refused: " and why: `{"m": [[key, value], …]}`, `{"l": [value, …]}`, a text or null. Plain scalars stay as written.
 */
export function trees(task) {
  const texts = fs.readFileSync(task.lines, 'utf8').split('\n').slice(0, -1).map((line) => JSON.parse(line));
  const findings = texts.flatMap((text) => [treeOf(text, ofYaml), treeOf(text, ofJsYaml)]);
  return { rows: texts.length, findings };
}

function treeOf(text, read) {
  try {
    return JSON.stringify(read(text) ?? null, (_, value) => whole(value));
  } catch (error) {
    // A message may quote the half of a character, which no JSON holds.
    return `refused: ${String(error?.message ?? error).split('\n')[0]}`.toWellFormed();
  }
}

function whole(value) {
  if (typeof value === 'string' && !value.isWellFormed()) throw new Error('the half of a character');
  return value;
}

function ofYaml(text) {
  const documents = yaml.parseAllDocuments(text, { version: '1.2', schema: 'failsafe', strict: true, logLevel: 'silent', prettyErrors: false });
  if (!Array.isArray(documents) || documents.length !== 1) throw new Error('not one document');
  const problem = documents[0].errors[0] ?? documents[0].warnings[0];
  if (problem) throw problem;
  return nodeOf(documents[0].contents);
}

function nodeOf(node) {
  if (node === null) return null;
  if (yaml.isAlias(node) || node.anchor || node.tag) throw new Error('more than data');
  if (yaml.isScalar(node)) return node.type === 'PLAIN' ? plain(node.source) : node.value;
  if (yaml.isSeq(node)) return { l: node.items.map((item) => (yaml.isPair(item) ? { m: [pairOf(item)] } : nodeOf(item))) };
  return { m: node.items.map(pairOf) };
}

function pairOf({ key, value }) {
  if (!yaml.isScalar(key) || key.anchor || key.tag) throw new Error('a key that is no text');
  return [key.type === 'PLAIN' ? key.source : key.value, nodeOf(value)];
}

function ofJsYaml(text) {
  const documents = [];
  jsYaml.loadAll(text, (document) => documents.push(document), { schema: jsYaml.FAILSAFE_SCHEMA });
  if (documents.length !== 1) throw new Error('not one document');
  return valueOf(documents[0]);
}

function valueOf(value) {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return { l: value.map(valueOf) };
  return value && { m: Object.entries(value).map(([key, item]) => [key, valueOf(item)]) };
}

// The failsafe schema knows no null; js-yaml does not tell a quoted one from a plain one.
function plain(text) {
  return ['', '~', 'null', 'Null', 'NULL'].includes(text) ? null : text;
}
