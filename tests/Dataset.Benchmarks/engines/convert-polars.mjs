// node convert-polars.mjs SOURCE FOLDER: JSON Lines to Parquet, CSV and JSON Lines; as many threads as POLARS_MAX_THREADS says.
import { require } from './engines.mjs';

const polars = require('nodejs-polars');
const [, , source, folder] = process.argv;
const articles = polars.scanJson(source).collectSync();
articles.writeParquet(`${folder}/articles.parquet`, { compression: 'snappy' });
// Its CSV has no lists.
articles.withColumns(polars.col('topics').lst.join(';').alias('topics')).writeCSV(`${folder}/articles.csv`);
articles.writeJSON(`${folder}/articles.jsonl`, { format: 'lines' });
process.stdout.write(`Polars ${polars.version}`);
