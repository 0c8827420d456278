import fs from 'node:fs';
import { createRequire } from 'node:module';
import * as parquet from 'parquet-wasm';
import { fromIpc } from './arrow.mjs';

export const version = () => createRequire(import.meta.url)('./node_modules/parquet-wasm/package.json').version;

export const read = task => fromIpc(parquet.readParquet(fs.readFileSync(task.file)).intoIPCStream());

/** Rows `offset` to `offset + limit` (arrow-rs offers JavaScript no filter): the pages that hold them are found by the OffsetIndex. */
export async function rows(task) {
  const file = await parquet.ParquetFile.fromFile(await fs.openAsBlob(task.file));
  return fromIpc((await file.read({ offset: task.offset, limit: task.limit })).intoIPCStream());
}

/** Rewrites the Parquet file `source` as `file`. */
export function write(task) {
  const { codec, dictionary, version: pageVersion, rowGroupRows, encoding } = task.options;
  let properties = new parquet.WriterPropertiesBuilder()
    .setCompression({ snappy: parquet.Compression.SNAPPY, uncompressed: parquet.Compression.UNCOMPRESSED, zstd: parquet.Compression.ZSTD }[codec])
    .setDictionaryEnabled(dictionary !== false)
    .setWriterVersion(pageVersion === 'V2' ? parquet.WriterVersion.V2 : parquet.WriterVersion.V1);
  if (rowGroupRows) properties = properties.setMaxRowGroupSize(rowGroupRows);
  if (encoding) properties = properties.setEncoding(parquet.Encoding[encoding]);
  fs.writeFileSync(task.file, parquet.writeParquet(parquet.readParquet(fs.readFileSync(task.source)), properties.build()));
  return {};
}
