using System.Runtime.CompilerServices;

namespace Dataset.Parquet.Thrift;

/// <summary>How a value of a structure is read and written. One object serves both ways, so that they cannot differ.</summary>
/// <param name="wire">The type in headers of fields and lists.</param>
internal abstract class ThriftType<T>(CompactType wire)
{
    public CompactType Wire { get; } = wire;

    /// <summary>The value of a field, whose header says the type that was found.</summary>
    public abstract T Read(ref CompactReader from, CompactType found);

    /// <summary>An element of a list, or a structure that stands alone.</summary>
    public virtual T ReadElement(ref CompactReader from) => Read(ref from, Wire);

    /// <summary>The value without a header.</summary>
    public abstract void WriteElement(CompactWriter to, T value);

    public virtual void WriteField(CompactWriter to, short id, T value)
    {
        to.Header(id, Wire);
        WriteElement(to, value);
    }
}

/// <summary>The types of fields in parquet.thrift, structures aside.</summary>
internal static class ThriftTypes
{
    public static ThriftType<bool> Bool { get; } = new BoolType();

    public static ThriftType<sbyte> I8 { get; } =
        new ScalarType<sbyte>(CompactType.Byte, (ref from, found) => from.Int8(found), (to, value) => to.Byte((byte)value));

    public static ThriftType<short> I16 { get; } =
        new ScalarType<short>(CompactType.Int16, (ref from, found) => from.Int16(found), (to, value) => to.Number(value));

    public static ThriftType<int> I32 { get; } =
        new ScalarType<int>(CompactType.Int32, (ref from, found) => from.Int32(found), (to, value) => to.Number(value));

    public static ThriftType<long> I64 { get; } =
        new ScalarType<long>(CompactType.Int64, (ref from, found) => from.Int64(found), (to, value) => to.Number(value));

    public static ThriftType<ReadOnlyMemory<byte>> Binary { get; } = new ScalarType<ReadOnlyMemory<byte>>(
        CompactType.Binary, (ref from, found) => from.Binary(found).ToArray(), (to, value) => to.Binary(value.Span));

    public static ThriftType<string> Text { get; } =
        new ScalarType<string>(CompactType.Binary, (ref from, found) => from.Text(found), (to, value) => to.Text(value));

    /// <summary>A value that the format knows; another is refused.</summary>
    public static ThriftType<TEnum> EnumOf<TEnum>()
        where TEnum : unmanaged, Enum =>
        new ScalarType<TEnum>(
            CompactType.Int32, (ref from, found) => from.Enum<TEnum>(found), (to, value) => to.Number(Unsafe.BitCast<TEnum, int>(value)));

    public static ThriftType<IReadOnlyList<T>> ListOf<T>(ThriftType<T> element) => new ListType<T>(element);

    private delegate T Reader<T>(ref CompactReader from, CompactType found);

    private sealed class ScalarType<T>(CompactType wire, Reader<T> read, Action<CompactWriter, T> write) : ThriftType<T>(wire)
    {
        public override T Read(ref CompactReader from, CompactType found) => read(ref from, found);

        public override void WriteElement(CompactWriter to, T value) => write(to, value);
    }

    /// <summary>A field's header holds the value itself; an element of a list is a byte.</summary>
    private sealed class BoolType() : ThriftType<bool>(CompactType.True)
    {
        public override bool Read(ref CompactReader from, CompactType found) => from.Bool(found);

        public override bool ReadElement(ref CompactReader from) => from.BoolElement();

        public override void WriteElement(CompactWriter to, bool value) => to.Byte((byte)(value ? CompactType.True : CompactType.False));

        public override void WriteField(CompactWriter to, short id, bool value) =>
            to.Header(id, value ? CompactType.True : CompactType.False);
    }

    private sealed class ListType<T>(ThriftType<T> element) : ThriftType<IReadOnlyList<T>>(CompactType.List)
    {
        /// <summary>No room is made for elements that are only claimed: the list grows with what is read.</summary>
        public override IReadOnlyList<T> Read(ref CompactReader from, CompactType found)
        {
            var elements = new List<T>();
            for (var left = from.List(found, element.Wire); left > 0; left--)
                elements.Add(element.ReadElement(ref from));
            return elements;
        }

        public override void WriteElement(CompactWriter to, IReadOnlyList<T> value)
        {
            to.List(element.Wire, value.Count);
            foreach (var one in value)
                element.WriteElement(to, one);
        }
    }
}
