using System.Globalization;
using System.Text;
using Dataset.Text;

namespace Dataset.Syntax;

/// <summary>
/// Writes the JSON files of a release: two spaces of indentation, LF, strings escaped as RFC 8785 does, the members in the order in
/// which they are given. The bytes depend on nothing else, not on the runtime's own writer either.
/// </summary>
internal sealed class IndentedJson : IDisposable
{
    /// <summary>So many bytes are handed on at once.</summary>
    private const int PieceInBytes = 1 << 16;

    private readonly PooledList<byte> bytes = new();
    private readonly Stream? target;
    private int depth;
    private bool isFirst = true;
    private bool isAfterName;

    private IndentedJson(Stream? target) => this.target = target;

    /// <summary>Writes a whole document and gives its bytes, with LF at the end.</summary>
    public static byte[] Write(Action<IndentedJson> content)
    {
        using var json = new IndentedJson(null);
        content(json);
        json.bytes.Add((byte)'\n');
        return json.bytes.Span.ToArray();
    }

    /// <summary>Writes a whole document, with LF at the end, piece by piece: a long one is never in memory as a whole.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(Stream target, Action<IndentedJson> content)
    {
        using var json = new IndentedJson(target);
        content(json);
        json.bytes.Add((byte)'\n');
        target.Write(json.bytes.Span);
    }

    public void Dispose() => bytes.Dispose();

    public void Object(Action content) => Nested((byte)'{', (byte)'}', content);

    public void Array(Action content) => Nested((byte)'[', (byte)']', content);

    /// <summary>An array of strings.</summary>
    public void Array(IEnumerable<string> values) => Array(() =>
    {
        foreach (var value in values)
            Value(value);
    });

    /// <summary>The name of the next value.</summary>
    public IndentedJson Name(string name)
    {
        NewItem();
        JsonText.Write(Encoding.UTF8.GetBytes(name), bytes);
        bytes.AddRange(": "u8);
        isAfterName = true;
        return this;
    }

    /// <summary>A string, or null.</summary>
    public void Value(string? value)
    {
        NewItem();
        if (value is null)
            bytes.AddRange("null"u8);
        else
            JsonText.Write(Encoding.UTF8.GetBytes(value), bytes);
    }

    public void Value(long value)
    {
        NewItem();
        bytes.AddRange(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    }

    public void Value(decimal value)
    {
        NewItem();
        bytes.AddRange(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    }

    public void Value(bool value)
    {
        NewItem();
        bytes.AddRange(value ? "true"u8 : "false"u8);
    }

    /// <summary>A value as it was read of a JSON document; a number as it was written there.</summary>
    public void Copy(SourceNode value)
    {
        switch (value)
        {
            case SourceMap map:
                Object(() =>
                {
                    foreach (var (key, _, member) in map.Entries)
                        Name(key).Copy(member);
                });
                break;
            case SourceList list:
                Array(() =>
                {
                    foreach (var item in list.Items)
                        Copy(item);
                });
                break;
            case SourceScalar { Kind: ScalarKind.String } text:
                Value(text.Text);
                break;
            default:
                NewItem();
                bytes.AddRange(
                    Encoding.UTF8.GetBytes(value is SourceScalar { Kind: ScalarKind.Null } ? "null" : ((SourceScalar)value).Text));
                break;
        }
    }

    /// <summary>A member whose value is a string, or null.</summary>
    public void Member(string name, string? value) => Name(name).Value(value);

    public void Member(string name, long value) => Name(name).Value(value);

    public void Member(string name, bool value) => Name(name).Value(value);

    public void MemberObject(string name, Action content) => Name(name).Object(content);

    public void MemberArray(string name, Action content) => Name(name).Array(content);

    private void Nested(byte open, byte close, Action content)
    {
        NewItem();
        bytes.Add(open);
        depth++;
        isFirst = true;
        content();
        depth--;
        if (!isFirst)
            NewLine();
        isFirst = false;
        bytes.Add(close);
        if (target is null || bytes.Count < PieceInBytes)
            return;
        target.Write(bytes.Span);
        bytes.Truncate(0);
    }

    private void NewItem()
    {
        if (isAfterName)
        {
            isAfterName = false;
            return;
        }
        if (!isFirst)
            bytes.Add((byte)',');
        isFirst = false;
        if (depth > 0)
            NewLine();
    }

    private void NewLine()
    {
        bytes.Add((byte)'\n');
        bytes.Fill((byte)' ', 2 * depth);
    }
}
