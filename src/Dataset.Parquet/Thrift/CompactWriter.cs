using System.Text;

namespace Dataset.Parquet.Thrift;

/// <summary>
/// Writes the Thrift compact protocol, in its one canonical form: fields in ascending order, short headers where they
/// fit, shortest varints.
/// </summary>
internal sealed class CompactWriter(PooledBuffer output)
{
    // The last field id of each struct that is open around the current one.
    private readonly Stack<short> outer = new();
    private short last;

    public int Length => output.Length;

    public void BeginStruct()
    {
        outer.Push(last);
        last = 0;
    }

    public void BeginStruct(short id)
    {
        Header(id, CompactType.Struct);
        BeginStruct();
    }

    public void EndStruct()
    {
        output.Add((byte)CompactType.Stop);
        last = outer.Pop();
    }

    /// <summary>A member of a union that holds nothing.</summary>
    public void EmptyStruct(short id)
    {
        BeginStruct(id);
        EndStruct();
    }

    public void BeginList(short id, CompactType element, int count)
    {
        Header(id, CompactType.List);
        if (count < 15)
            output.Add((byte)((count << 4) | (int)element));
        else
        {
            output.Add((byte)(0xF0 | (int)element));
            output.AddVarint((uint)count);
        }
    }

    public void Bool(short id, bool value) => Header(id, value ? CompactType.True : CompactType.False);

    public void Byte(short id, sbyte value)
    {
        Header(id, CompactType.Byte);
        output.Add((byte)value);
    }

    public void Int16(short id, short value)
    {
        Header(id, CompactType.Int16);
        Element(value);
    }

    public void Int32(short id, int value)
    {
        Header(id, CompactType.Int32);
        Element(value);
    }

    public void Int64(short id, long value)
    {
        Header(id, CompactType.Int64);
        Element(value);
    }

    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Header(id, CompactType.Binary);
        Element(value);
    }

    public void Text(short id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    public void Element(long value) => output.AddVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Element(bool value) => output.Add((byte)(value ? CompactType.True : CompactType.False));

    public void Element(ReadOnlySpan<byte> value)
    {
        output.AddVarint((uint)value.Length);
        output.Add(value);
    }

    private void Header(short id, CompactType type)
    {
        var delta = id - last;
        if (delta is >= 1 and <= 15)
            output.Add((byte)((delta << 4) | (int)type));
        else
        {
            output.Add((byte)type);
            Element(id);
        }
        last = id;
    }
}
