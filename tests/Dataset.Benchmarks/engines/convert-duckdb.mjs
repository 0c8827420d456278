// node convert-duckdb.mjs SOURCE FOLDER table|file: JSON Lines to Parquet, CSV and JSON Lines, by way of a table in memory or
// straight from the file three times; two threads.
import { require } from './engines.mjs';

const { DuckDBInstance, version } = require('@duckdb/node-api');
const [, , source, folder, way] = process.argv;
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const file = `read_json('${source}', format = 'newline_delimited', columns = {
  id: 'varchar', title: 'varchar', outlet: 'varchar', published: 'date', language: 'varchar', topics: 'varchar[]', word_count: 'bigint', text: 'varchar'})`;
if (way === 'table') await connection.run(`create table articles as from ${file}`);
const articles = way === 'table' ? 'articles' : `(from ${file})`;
await connection.run(`copy ${articles} to '${folder}/articles.parquet' (format parquet, codec snappy)`);
await connection.run(`copy ${articles} to '${folder}/articles.csv' (format csv, header)`);
await connection.run(`copy ${articles} to '${folder}/articles.jsonl' (format json)`);
process.stdout.write(`DuckDB ${version().replace('v', '')}`, () => process.exit(0));
