// node codec-duckdb.mjs SOURCE FILE OPTIONS: JSON Lines to Parquet with these options of COPY; two threads.
import { require } from './engines.mjs';

const { DuckDBInstance } = require('@duckdb/node-api');
const [, , source, file, options] = process.argv;
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run(`copy (from read_json('${source}', format = 'newline_delimited', columns = {
  id: 'varchar', title: 'varchar', outlet: 'varchar', published: 'date', language: 'varchar', topics: 'varchar[]', word_count: 'bigint', text: 'varchar'}))
  to '${file}' (format parquet, ${options})`);
process.exit(0);
