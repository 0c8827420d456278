// node run.mjs ENGINE < tasks.json > results.json
// One process does all tasks of a test, because starting an engine costs more than most tasks. README.md tells the protocol.
import fs from 'node:fs';
import { jsonLines } from './canonical.mjs';

const engine = await import(`./${process.argv[2]}.mjs`);
const tasks = JSON.parse(fs.readFileSync(0, 'utf8'));
const results = [];
for (const task of tasks) {
  try {
    results.push(await perform(task));
  } catch (error) {
    results.push({ error: String(error?.message ?? error) });
  }
}
fs.writeSync(1, JSON.stringify({ engine: process.argv[2], version: await engine.version(), results }));
// Not left to the event loop: an engine's own threads would keep the process alive.
process.exit(0);

async function perform(task) {
  const operation = engine[task.operation];
  if (!operation) throw new Error(`${process.argv[2]} has no operation ${task.operation}`);
  const { values, rows, ...result } = await operation(task);
  if (!values) return result;
  writeLines(task.output, jsonLines(task.columns, values, rows));
  return { rows, ...result };
}

function writeLines(path, lines) {
  const file = fs.openSync(path, 'w');
  let block = [];
  let length = 0;
  const flush = () => {
    fs.writeSync(file, block.join(''));
    block = [];
    length = 0;
  };
  for (const line of lines) {
    block.push(line);
    length += line.length;
    if (length > 1 << 20) flush();
  }
  flush();
  fs.closeSync(file);
}
