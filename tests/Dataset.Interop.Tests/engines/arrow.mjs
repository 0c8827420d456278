// Arrow tables of the engines that hand over Arrow data, as raw values.
import { DataType, RecordBatchReader, TimeUnit } from 'apache-arrow';

/** @param {Uint8Array} stream an Arrow IPC stream, not compressed */
export function fromIpc(stream) {
  const reader = RecordBatchReader.from(stream).open();
  const fields = reader.schema.fields;
  const values = fields.map(() => []);
  let rows = 0;
  // Batch by batch: a Table refuses batches whose schema says "nullable" otherwise than the stream's, as ClickHouse writes them.
  for (const batch of reader) {
    rows += batch.numRows;
    for (const [i, field] of fields.entries()) append(values[i], batch.data.children[i], field.type);
  }
  return { schema: fields.map(field => ({ name: field.name, type: String(field.type) })), rows, values };
}

// From the buffers: the vectors' own getters turn dates and timestamps into numbers of milliseconds.
function append(values, data, type) {
  if (data.length === 0) return;
  const there = i => data.nullCount === 0 || !data.nullBitmap?.length || ((data.nullBitmap[(data.offset + i) >> 3] >> ((data.offset + i) & 7)) & 1) === 1;
  if (DataType.isList(type) || DataType.isLargeList(type)) {
    const elements = [];
    append(elements, data.children[0], type.children[0].type);
    for (let i = 0; i < data.length; i++)
      values.push(there(i) ? elements.slice(Number(data.valueOffsets[i]), Number(data.valueOffsets[i + 1])) : null);
  } else {
    const get = getter(data, type);
    for (let i = 0; i < data.length; i++) values.push(there(i) ? get(i) : null);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function getter(data, type) {
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type))
    return i => utf8.decode(data.values.subarray(Number(data.valueOffsets[i]), Number(data.valueOffsets[i + 1])));
  if (DataType.isBool(type)) return i => ((data.values[(data.offset + i) >> 3] >> ((data.offset + i) & 7)) & 1) === 1;
  if (DataType.isTimestamp(type)) {
    if (type.unit !== TimeUnit.MICROSECOND) throw new Error(`a timestamp in other units than microseconds: ${type}`);
    return i => data.values[i];
  }
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDate(type)) return i => data.values[i];
  throw new Error(`an Arrow type that no column of ours has: ${type}`);
}
