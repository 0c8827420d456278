using System.Runtime.CompilerServices;
using System.Text;

namespace Dataset.Parquet.Thrift;

/// <summary>
/// Reads the Thrift compact protocol from untrusted bytes: never outside them, never deeper than
/// <see cref="DeepestNesting"/>, allocating no more than they hold.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes, Place place)
{
    public const int DeepestNesting = 32;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly Place place = place;
    private int depth;

    /// <summary>How many bytes have been read.</summary>
    public int Position { get; private set; }

    public StructFields BeginStruct()
    {
        Deeper();
        return default;
    }

    /// <summary>Goes to the next field; false at the end of the structure.</summary>
    public bool Next(ref StructFields fields, out short id, out CompactType type)
    {
        var header = Byte();
        type = (CompactType)(header & 15);
        id = 0;
        if (type == CompactType.Stop)
        {
            if (header != 0)
                throw Fault(ParquetRules.ThriftType, $"expected the end of a structure, found a field of type 0");
            depth--;
            return false;
        }
        if (type > CompactType.Struct)
            throw Fault(ParquetRules.ThriftType, $"expected the type of a field, 1 to 12, found {(int)type}");
        var next = header >> 4 == 0 ? Zigzag(short.MinValue, short.MaxValue) : fields.Last + (header >> 4);
        if (next is < 0 or > short.MaxValue)
            throw Fault(ParquetRules.ThriftNumber, $"expected the id of a field, 0 to 32767, found {next}");
        id = fields.Last = (short)next;
        if (id < 64)
        {
            if ((fields.Seen & (1UL << id)) != 0)
                throw Fault(ParquetRules.ThriftRepeated, $"expected each field once in a structure, found field {id} twice");
            fields.Seen |= 1UL << id;
        }
        return true;
    }

    public bool Bool(CompactType type)
    {
        if (type is not (CompactType.True or CompactType.False))
            throw WrongType(CompactType.True, type);
        return type == CompactType.True;
    }

    /// <summary>A boolean in a list, where it takes a byte.</summary>
    public bool BoolElement()
    {
        var value = Byte();
        if (value > 2)
            throw Fault(ParquetRules.ThriftNumber, $"expected a boolean of 1 or 2, found {value}");
        return value == 1;
    }

    public sbyte Int8(CompactType type)
    {
        Expect(CompactType.Byte, type);
        return (sbyte)Byte();
    }

    public short Int16(CompactType type)
    {
        Expect(CompactType.Int16, type);
        return (short)Zigzag(short.MinValue, short.MaxValue);
    }

    public int Int32(CompactType type)
    {
        Expect(CompactType.Int32, type);
        return (int)Zigzag(int.MinValue, int.MaxValue);
    }

    public long Int64(CompactType type)
    {
        Expect(CompactType.Int64, type);
        return Zigzag(long.MinValue, long.MaxValue);
    }

    public TEnum Enum<TEnum>(CompactType type)
        where TEnum : unmanaged, Enum
    {
        var value = Unsafe.BitCast<int, TEnum>(Int32(type));
        if (!System.Enum.IsDefined(value))
            throw Fault(ParquetRules.ThriftEnum, $"expected a {typeof(TEnum).Name}, found the unknown value {value:D}");
        return value;
    }

    public ReadOnlySpan<byte> Binary(CompactType type)
    {
        Expect(CompactType.Binary, type);
        var length = Size(1);
        var value = bytes.Slice(Position, length);
        Position += length;
        return value;
    }

    public string Text(CompactType type)
    {
        var utf8 = Binary(type);
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
            throw Fault(ParquetRules.ThriftText, $"expected UTF-8, found {Convert.ToHexString(utf8[..Math.Min(utf8.Length, 32)])}");
        return Encoding.UTF8.GetString(utf8);
    }

    /// <summary>The head of a list whose elements have a type; then as many elements are to be read.</summary>
    public int List(CompactType type, CompactType element)
    {
        Expect(CompactType.List, type);
        var header = Byte();
        var found = (CompactType)(header & 15);
        if (found != element && !(element == CompactType.True && found == CompactType.False))
            throw WrongType(element, found);
        return header >> 4 == 15 ? Size(1) : Fits(header >> 4);
    }

    /// <summary>Passes over a value, whatever it is.</summary>
    public void Skip(CompactType type) => Skip(type, isElement: false);

    public readonly ParquetException Fault(ParquetRule rule, params FormattableString[] detail) =>
        place.At(place.Offset + Position).Fault(rule, detail);

    private void Skip(CompactType type, bool isElement)
    {
        switch (type)
        {
            case CompactType.True or CompactType.False:
                if (isElement)
                    BoolElement();
                break;
            case CompactType.Byte:
                Byte();
                break;
            case CompactType.Int16 or CompactType.Int32 or CompactType.Int64:
                Varint();
                break;
            case CompactType.Double:
                Pass(8);
                break;
            case CompactType.Binary:
                Pass(Size(1));
                break;
            case CompactType.List or CompactType.Set:
                SkipList();
                break;
            case CompactType.Map:
                SkipMap();
                break;
            case CompactType.Struct:
                var fields = BeginStruct();
                while (Next(ref fields, out _, out var field))
                    Skip(field, isElement: false);
                break;
            default:
                throw Fault(ParquetRules.ThriftType, $"expected a type of 1 to 12, found {(int)type}");
        }
    }

    private void SkipList()
    {
        Deeper();
        var header = Byte();
        var count = header >> 4 == 15 ? Size(1) : Fits(header >> 4);
        for (var i = 0; i < count; i++)
            Skip((CompactType)(header & 15), isElement: true);
        depth--;
    }

    private void SkipMap()
    {
        Deeper();
        var count = Size(2);
        var types = count == 0 ? 0 : Byte();
        for (var i = 0; i < count; i++)
        {
            Skip((CompactType)(types >> 4), isElement: true);
            Skip((CompactType)(types & 15), isElement: true);
        }
        depth--;
    }

    private void Deeper()
    {
        if (++depth > DeepestNesting)
            throw Fault(ParquetRules.ThriftTooDeep, $"expected at most {DeepestNesting} levels of nesting, found more");
    }

    private void Pass(int count)
    {
        if (count > bytes.Length - Position)
            throw Fault(ParquetRules.ThriftEnds, $"expected {count} bytes more, found {bytes.Length - Position}");
        Position += count;
    }

    private byte Byte()
    {
        if (Position >= bytes.Length)
            throw Fault(ParquetRules.ThriftEnds, $"expected more bytes, found the end after {bytes.Length}");
        return bytes[Position++];
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = Byte();
            if (shift == 63 && b > 1)
                break;
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
        throw Fault(ParquetRules.ThriftNumber, $"expected a number of at most 10 bytes and 64 bits, found a longer one");
    }

    private long Zigzag(long least, long most)
    {
        var bits = Varint();
        var value = (long)(bits >> 1) ^ -(long)(bits & 1);
        if (value < least || value > most)
            throw Fault(ParquetRules.ThriftNumber, $"expected a number from {least} to {most}, found {value}");
        return value;
    }

    /// <summary>A count of elements, of which each takes at least some bytes.</summary>
    private int Size(int leastBytesEach)
    {
        var count = Varint();
        if (count > (ulong)((bytes.Length - Position) / leastBytesEach))
            throw Fault(
                ParquetRules.ThriftTooLarge,
                $"expected at most {(bytes.Length - Position) / leastBytesEach} bytes or elements, found a length of {count}");
        return (int)count;
    }

    private readonly int Fits(int count)
    {
        if (count > bytes.Length - Position)
            throw Fault(ParquetRules.ThriftTooLarge, $"expected at most {bytes.Length - Position} elements, found a list of {count}");
        return count;
    }

    private readonly void Expect(CompactType expected, CompactType found)
    {
        if (found != expected)
            throw WrongType(expected, found);
    }

    private readonly ParquetException WrongType(CompactType expected, CompactType found) =>
        Fault(ParquetRules.ThriftType, $"expected a value of type {expected}, found {found}");
}

/// <summary>Where a reader is among the fields of a structure.</summary>
internal struct StructFields
{
    /// <summary>The id of the last field, from which the next is counted.</summary>
    public short Last;

    /// <summary>A bit for each id below 64 that has been seen.</summary>
    public ulong Seen;
}

/// <summary>The types of the Thrift compact protocol, as written in headers of fields and lists.</summary>
internal enum CompactType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}
