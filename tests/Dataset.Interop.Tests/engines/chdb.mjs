import chdb from 'chdb';
import { fromIpc } from './arrow.mjs';

const select = (sql, format) => chdb.query(sql, format);

export const version = () => select('select version()', 'TSV').trim();

const TYPES = { string: 'String', integer: 'Int64', number: 'Float64', boolean: 'Bool', date: 'Date32', 'date-time': "DateTime64(6, 'UTC')" };

export const read = task => rows(task, '');

/** The rows whose `column` is between `from` and `to`. */
export const query = task => rows(task, `where ${name(task.column)} between ${literal(task.from)} and ${literal(task.to)}`);

async function rows(task, where) {
  const schema = JSON.parse(select(`describe ${source(task.file)}, Parquet)`, 'JSON')).data.map(c => ({ name: c.name, type: c.type }));
  try {
    return { ...(await arrow(task, where, TYPES)), schema };
  } catch (error) {
    // ClickHouse's dates go from 1900 to 2299. Others are read as days, so that at least their numbers are compared.
    if (error.clickhouseCode !== 321 || !error.message.includes('allowed Date32 range')) throw error;
    return { ...(await arrow(task, where, { ...TYPES, date: 'Int32' })), schema, note: 'dates outside 1900 to 2299 were read as days' };
  }
}

async function arrow(task, where, types) {
  const typeOf = c => (c.list ? `Array(Nullable(${types[c.type]}))` : `Nullable(${types[c.type]})`);
  const structure = task.columns.map(c => `${name(c.name)} ${typeOf(c)}`).join(', ');
  const sql = `select ${task.columns.map(c => name(c.name)).join(', ')} from ${source(task.file)}, Parquet, ${text(structure)}) ${where}
    order by _row_number settings output_format_arrow_compression_method = 'none', output_format_arrow_string_as_string = 1`;
  const result = await chdb.queryAsync(sql, { format: 'ArrowStream' });
  const table = fromIpc(result.bytes());
  return { rows: table.rows, values: task.columns.map((c, i) => (c.type === 'boolean' ? table.values[i].map(booleans) : table.values[i])) };
}

function booleans(value) {
  if (Array.isArray(value)) return value.map(booleans);
  return value === null || typeof value === 'boolean' ? value : value !== 0;
}

const source = file => `${file.startsWith('http://') ? 'url' : 'file'}(${text(file)}`;
const text = value => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const name = value => `\`${value.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
const literal = value => (typeof value === 'string' ? text(value) : String(value));
