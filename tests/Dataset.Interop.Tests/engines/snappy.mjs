import fs from 'node:fs';
import { createRequire } from 'node:module';
import { compressSync, uncompressSync } from 'snappy';

export const version = () => createRequire(import.meta.url)('./node_modules/snappy/package.json').version;

export function compress(task) {
  fs.writeFileSync(task.output, compressSync(fs.readFileSync(task.file)));
  return {};
}

export function uncompress(task) {
  fs.writeFileSync(task.output, uncompressSync(fs.readFileSync(task.file), { asBuffer: true }));
  return {};
}
