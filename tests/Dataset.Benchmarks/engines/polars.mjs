import { file, measure, require, source } from './measure.mjs';

const polars = require('nodejs-polars');
const articles = polars.readParquet(source);

await measure(
  `Polars (nodejs-polars ${polars.version})`,
  () => articles.writeParquet(file, { compression: 'snappy' }),
  () => polars.readParquet(file, { parallel: 'none' }).height,
);
