import fs from 'node:fs';
import polars from 'nodejs-polars';
import { fromIpc } from './arrow.mjs';

// The package tells its own version; it does not say which release of Polars is inside.
export const version = () => polars.version;

const TYPES = {
  string: polars.Utf8,
  integer: polars.Int64,
  number: polars.Float64,
  boolean: polars.Bool,
  date: polars.Date,
  'date-time': polars.Datetime('us', 'UTC'),
};

export const read = task => values(task, frameOf(task));

export function query(task) {
  const { column, from, to } = task;
  // Without the cast a number is a double, the column is cast to doubles too, and no statistics are used.
  const [low, high] = [from, to].map(bound => (typeof bound === 'string' ? polars.lit(bound) : polars.lit(bound).cast(polars.Int64)));
  const filter = polars.col(column).gtEq(low).and(polars.col(column).ltEq(high));
  return values(task, polars.scanParquet(task.file, { useStatistics: true }).filter(filter).collectSync());
}

/** Rewrites the Parquet file `source` as `file`. */
export function write(task) {
  const { codec, rowGroupRows } = task.options;
  if (rowGroupRows) {
    const sinkOptions = { syncOnClose: 'none', maintainOrder: true, mkdir: false };
    polars.scanParquet(task.source).sinkParquet(task.file, { compression: codec, rowGroupSize: rowGroupRows, statistics: true, sinkOptions }).collectSync('auto');
  } else {
    const columns = task.columns.map(c => polars.col(c.name));
    fs.writeFileSync(task.file, polars.readParquet(task.source).select(...columns).writeParquet({ compression: codec }));
  }
  return {};
}

function frameOf(task) {
  if (task.format === 'parquet') return task.file.startsWith('http://') ? polars.scanParquet(task.file).collectSync() : polars.readParquet(task.file);
  if (task.format === 'csv') {
    // CSV has no lists: their cells are JSON text.
    const schema = Object.fromEntries(task.columns.map(c => [c.name, c.list ? polars.Utf8 : TYPES[c.type]]));
    const lists = task.columns.filter(c => c.list).map(c => polars.col(c.name).str.jsonDecode(polars.List(TYPES[c.type])).alias(c.name));
    return polars.readCSV(task.file, { schema, missingIsNull: true }).withColumns(...lists);
  }
  const frame = polars.readJSON(fs.readFileSync(task.file), { format: 'lines', inferSchemaLength: null });
  if (frame.width !== task.columns.length) throw new Error(`expected ${task.columns.length} columns, found ${frame.width}`);
  // Of more than 32 columns Polars gives those of JSON Lines in an order of its own, another at each run.
  return frame.select(...task.columns.map(c => fromJson(c).alias(c.name)));
}

// JSON has no dates; and a column of nulls, or of whole numbers, says nothing of its type.
function fromJson(column) {
  const all = polars.col(column.name);
  if (column.list) return all.cast(polars.List(TYPES[column.type]));
  if (column.type === 'date') return all.cast(polars.Utf8).str.strptime(polars.Date, '%Y-%m-%d');
  if (column.type === 'date-time') return all.cast(polars.Utf8).str.strptime(polars.Datetime('ms'), '%Y-%m-%dT%H:%M:%S%.fZ').cast(TYPES['date-time']);
  return all.cast(TYPES[column.type]);
}

function values(task, frame) {
  // Not frame.schema[name] for each name: every call of the getter builds the whole schema.
  const schema = Object.entries(frame.schema).map(([name, type]) => ({ name, type: typeName(type) }));
  return { ...fromIpc(frame.select(...task.columns.map(c => polars.col(c.name))).writeIPCStream()), schema };
}

// "DataType(List(DataType(Int64)))" -> "List(Int64)"
function typeName(type) {
  return String(type).replaceAll(/DataType\((\w+(?:\([^()]*\))?)\)/g, '$1').replace(/^DataType\((.*)\)$/, '$1');
}
