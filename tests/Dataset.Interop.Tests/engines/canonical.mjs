// Values and rows in the one JSON form that every engine's output is put into, so that files compare byte by byte:
// strings and numbers as RFC 8785 writes them, dates YYYY-MM-DD, date-times YYYY-MM-DDTHH:MM:SS[.ffffff]Z, explicit nulls.
// Beyond RFC 8785, to lose nothing: -0 is kept, NaN and the infinities are strings, years outside 0 to 9999 have a sign and six digits.

const MICROS_IN_DAY = 86_400_000_000n;

/** A function from an engine's raw value (null, string, number, bigint, boolean, array) to JSON. Dates are days, date-times microseconds. */
export function formatterOf(column) {
  const scalar = scalarFormatters[column.type];
  if (!scalar) throw new Error(`no such column type: ${column.type}`);
  const nullable = value => (value === null || value === undefined ? 'null' : scalar(value));
  if (!column.list) return nullable;
  return list => (list === null || list === undefined ? 'null' : `[${Array.from(list, nullable).join(',')}]`);
}

/** Rows as JSON Lines; `columns` gives names and types, `values[i]` the raw values of column i. */
export function* jsonLines(columns, values, rowCount) {
  const formatters = columns.map(formatterOf);
  const keys = columns.map(column => JSON.stringify(column.name) + ':');
  for (const [i, column] of columns.entries())
    if (values[i].length !== rowCount) throw new Error(`column ${column.name} has ${values[i].length} values, expected ${rowCount}`);
  for (let row = 0; row < rowCount; row++)
    yield `{${formatters.map((format, i) => keys[i] + format(values[i][row])).join(',')}}\n`;
}

const scalarFormatters = {
  string: value => JSON.stringify(expect(value, 'string')),
  integer: value => (typeof value === 'bigint' ? value : expect(value, 'bigint')).toString(),
  number: value => number(expect(value, 'number')),
  boolean: value => String(expect(value, 'boolean')),
  date: value => date(BigInt(value)),
  'date-time': value => dateTime(expect(value, 'bigint')),
};

function expect(value, type) {
  if (typeof value !== type) throw new Error(`expected a ${type}, found a ${typeof value}: ${String(value)}`);
  return value;
}

function number(value) {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
}

/** @param {bigint} days since 1970-01-01, in the proleptic Gregorian calendar */
export function date(days) {
  // Counted from 0000-03-01, so that the leap day ends a year; an era is 400 years.
  const shifted = days + 719_468n;
  const era = (shifted >= 0n ? shifted : shifted - 146_096n) / 146_097n;
  const dayOfEra = Number(shifted - era * 146_097n);
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = Number(era) * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `"${yearText(year)}-${pad(month)}-${pad(day)}"`;
}

/** @param {bigint} micros since 1970-01-01T00:00:00Z */
export function dateTime(micros) {
  const inDay = ((micros % MICROS_IN_DAY) + MICROS_IN_DAY) % MICROS_IN_DAY;
  const seconds = Number(inDay / 1_000_000n);
  const fraction = Number(inDay % 1_000_000n);
  const time = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return `${date((micros - inDay) / MICROS_IN_DAY).slice(0, -1)}T${time}${fraction === 0 ? '' : '.' + String(fraction).padStart(6, '0')}Z"`;
}

function yearText(year) {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return (year < 0 ? '-' : '+') + String(Math.abs(year)).padStart(6, '0');
}

function pad(number) {
  return String(number).padStart(2, '0');
}
