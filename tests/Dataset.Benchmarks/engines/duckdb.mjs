import { file, measure, require, source } from './measure.mjs';

const { DuckDBInstance, version } = require('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
await connection.run(`create table articles as from read_parquet('${source}')`);

// Every value is decoded, and nothing is done with it but to add up its length.
const everyColumn = `select sum(strlen(id)), sum(strlen(title)), sum(strlen(outlet)), max(published), sum(strlen(language)),
  sum(len(topics)), sum(word_count), sum(strlen(text)) from read_parquet('${file}')`;

await measure(
  `DuckDB ${version().replace('v', '')}`,
  () => connection.run(`copy articles to '${file}' (format parquet, codec snappy)`),
  () => connection.runAndReadAll(everyColumn),
);
