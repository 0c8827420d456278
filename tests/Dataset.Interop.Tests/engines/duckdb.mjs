import { DuckDBInstance, version as duckDbVersion } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
await connection.run("set timezone = 'UTC'");

export const version = () => duckDbVersion();

const TYPES = { string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN', date: 'DATE', 'date-time': 'TIMESTAMP WITH TIME ZONE' };

export const read = task => select(task, `from ${source(task)}`);

/** The rows whose `column` is between `from` and `to`. */
export const query = task =>
  select(task, `from ${source(task)} where ${name(task.column)} between ${literal(task.from)} and ${literal(task.to)}`);

/** The key-value pairs of a Parquet file's footer. */
export async function keys(task) {
  const rows = await connection.runAndReadAll(`select 'x' || decode(key), 'x' || decode(value) from parquet_kv_metadata(${text(task.file)})`);
  return { findings: rows.getRows().map(([key, value]) => `${key.slice(1)}=${value.slice(1)}`) };
}

/** Runs SQL in a folder, and takes the table or view that it leaves. */
export async function snippet(task) {
  const before = process.cwd();
  process.chdir(task.folder);
  try {
    // A database of its own: names of another snippet must not be in the way.
    const own = await (await DuckDBInstance.create(':memory:')).connect();
    await own.run("set timezone = 'UTC'");
    await own.run(task.code);
    return await select({ ...task, format: 'parquet' }, `from ${name(task.table)}`, own);
  } finally {
    process.chdir(before);
  }
}

/** Rewrites the Parquet file `source` as `file`; or writes what the query `options.select` gives. */
export async function write(task) {
  const { codec, rowGroupRows, version: pageVersion, dictionary, select: rows } = task.options;
  const options = ['format parquet', `codec ${codec}`];
  if (rowGroupRows) options.push(`row_group_size ${rowGroupRows}`);
  if (pageVersion) options.push(`parquet_version ${pageVersion}`);
  if (dictionary === false) options.push('dictionary_size_limit 1');
  await connection.run(`copy (${rows ?? `select * from read_parquet(${text(task.source)})`}) to ${text(task.file)} (${options.join(', ')})`);
  return {};
}

function source(task) {
  if (task.format === 'parquet') return `read_parquet(${text(task.file)})`;
  // A list is JSON text in a CSV file: read as text, turned by typedColumns().
  const types = task.columns.map(c => `${text(c.name)}: ${text(task.format === 'csv' && c.list ? 'VARCHAR' : typeOf(c))}`).join(', ');
  return task.format === 'csv'
    ? `read_csv(${text(task.file)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false, max_line_size = 64000000, columns = {${types}})`
    : `read_json(${text(task.file)}, format = 'newline_delimited', maximum_object_size = 64000000, columns = {${types}})`;
}

const typeOf = column => TYPES[column.type] + (column.list ? '[]' : '');

async function select(task, fromAndWhere, on = connection) {
  const described = await on.runAndReadAll(`describe select ${typedColumns(task)} ${fromAndWhere}`);
  const reader = await on.runAndReadAll(`select ${task.columns.map(guarded).join(', ')} from (select ${typedColumns(task)} ${fromAndWhere})`);
  const columns = reader.getColumns();
  return {
    schema: described.getRowsJson().map(([columnName, type]) => ({ name: columnName, type })),
    rows: reader.currentRowCount,
    values: task.columns.map((c, i) => (columns[i] ?? []).map(c.list ? v => v && v.items.map(raw) : raw)),
  };
}

function typedColumns(task) {
  if (task.format !== 'csv') return '*';
  return task.columns.map(c => (c.list ? `from_json(${name(c.name)}, ${text(JSON.stringify([typeOf({ ...c, list: false })]))}) as ${name(c.name)}` : name(c.name))).join(', ');
}

// Text comes after an "x": the package would leave out a byte-order mark at the beginning of a text.
function guarded(column) {
  if (column.type !== 'string') return name(column.name);
  return column.list ? `list_transform(${name(column.name)}, lambda x: 'x' || x)` : `'x' || ${name(column.name)}`;
}

function raw(value) {
  if (typeof value === 'string') return value.slice(1);
  if (value === null || typeof value !== 'object') return value;
  return 'days' in value ? value.days : value.micros;
}

const text = value => `'${value.replaceAll("'", "''")}'`;
const name = value => `"${value.replaceAll('"', '""')}"`;
const literal = value => (typeof value === 'string' ? text(value) : String(value));
