import fs from 'node:fs';
import { createRequire } from 'node:module';
import { asyncBufferFromUrl, parquetMetadataAsync, parquetQuery, parquetReadObjects, parquetSchema } from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';
import { ByteWriter, parquetWrite } from 'hyparquet-writer';

export const version = () => createRequire(import.meta.url)('./node_modules/hyparquet/package.json').version;

// The default parsers turn dates and timestamps into Date objects and drop the microseconds.
const parsers = { dateFromDays: days => days, timestampFromMicroseconds: micros => micros, stringFromBytes: decode };

export async function read(task) {
  const file = task.file.startsWith('http://') ? await asyncBufferFromUrl({ url: task.file }) : await asyncBufferFromFile(task.file);
  const metadata = await parquetMetadataAsync(file);
  return values(task, metadata, await parquetReadObjects({ file, metadata, parsers }));
}

/** The rows whose `column` is between `from` and `to`. */
export async function query(task) {
  const file = await asyncBufferFromFile(task.file);
  const metadata = await parquetMetadataAsync(file, { parsers });
  const [from, to] = [task.from, task.to].map(bound => (typeof bound === 'string' ? bound : BigInt(bound)));
  const filter = { [task.column]: { $gte: from, $lte: to } };
  return values(task, metadata, await parquetQuery({ file, metadata, parsers, filter, usePageIndex: true, useOffsetIndex: true }));
}

/** The key-value pairs of a Parquet file's footer. */
export async function keys(task) {
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(task.file));
  return { findings: (metadata.key_value_metadata ?? []).map(({ key, value }) => `${key}=${value}`) };
}

/** Rewrites the Parquet file `source` as `file`. */
export async function write(task) {
  const file = await asyncBufferFromFile(task.source);
  const metadata = await parquetMetadataAsync(file);
  const objects = await parquetReadObjects({ file, metadata, parsers });
  const { codec, dictionary, rowGroupRows, pageSize } = task.options;
  const writer = new ByteWriter();
  parquetWrite({
    writer,
    schema: metadata.schema,
    columnData: task.columns.map(c => ({
      name: c.name,
      data: objects.map(object => object[c.name] ?? null),
      columnIndex: true,
      ...(dictionary === false ? { encoding: 'PLAIN' } : {}),
    })),
    codec: codec.toUpperCase(),
    ...(rowGroupRows ? { rowGroupSize: rowGroupRows } : {}),
    ...(pageSize ? { pageSize } : {}),
  });
  fs.writeFileSync(task.file, new Uint8Array(writer.getBuffer()));
  return {};
}

function values(task, metadata, objects) {
  const schema = parquetSchema(metadata).children.map(({ element, children }) => ({ name: element.name, type: typeOf(element, children) }));
  return { schema, rows: objects.length, values: task.columns.map(c => objects.map(object => object[c.name] ?? null)) };
}

function typeOf(element, children) {
  if (element.converted_type === 'LIST') {
    const item = children[0].children[0];
    return `LIST[${typeOf(item.element, item.children)}]`;
  }
  const logical = element.logical_type;
  const details = logical?.type === 'TIMESTAMP' ? `(${logical.unit},${logical.isAdjustedToUTC ? 'UTC' : 'local'})` : '';
  return [element.type, element.converted_type, logical && logical.type + details].filter(Boolean).join(' ');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes) {
  return bytes && utf8.decode(bytes);
}
