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

    public void EndStruct()
    {
        output.Add((byte)CompactType.Stop);
        last = outer.Pop();
    }

    /// <summary>The head of a field; its value follows, but that of a boolean is the type.</summary>
    public void Header(short id, CompactType type)
    {
        var delta = id - last;
        if (delta is >= 1 and <= 15)
            output.Add((byte)((delta << 4) | (int)type));
        else
        {
            output.Add((byte)type);
            Number(id);
        }
        last = id;
    }

    /// <summary>The head of a list; its elements follow.</summary>
    public void List(CompactType element, int count)
    {
        if (count < 15)
            output.Add((byte)((count << 4) | (int)element));
        else
        {
            output.Add((byte)(0xF0 | (int)element));
            output.AddVarint((uint)count);
        }
    }

    public void Byte(byte value) => output.Add(value);

    public void Number(long value) => output.AddVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Binary(ReadOnlySpan<byte> value)
    {
        output.AddVarint((uint)value.Length);
        output.Add(value);
    }

    public void Text(string value) => Binary(Encoding.UTF8.GetBytes(value));
}
