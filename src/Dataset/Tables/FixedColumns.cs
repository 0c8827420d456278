using System.Buffers.Text;
using Dataset.Parquet;
using Dataset.Syntax;

namespace Dataset.Tables;

/// <summary>A column of whole numbers.</summary>
internal sealed class IntegerColumn(ColumnLayout layout) : FixedColumn<long>(layout)
{
    protected override int Format(long value, Span<byte> target) => Utf8Formatter.TryFormat(value, target, out var length) ? length : 0;

    protected override bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        Span<byte> again = stackalloc byte[20];
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length
            && Utf8Formatter.TryFormat(value, again, out var length) && again[..length].SequenceEqual(text);
    }

    protected override ReadOnlyMemory<long> In(in ColumnValues values) => values.Integers;

    protected override ColumnValues With(ColumnValues rows, ReadOnlyMemory<long> values) => rows with { Integers = values };
}

/// <summary>A column of finite doubles.</summary>
internal sealed class NumberColumn(ColumnLayout layout) : FixedColumn<double>(layout)
{
    protected override string Range => "finite numbers";

    /// <summary>Appends a finite double; a negative zero becomes zero, since JSON (RFC 8785, section 3.2.2.3) writes both alike.</summary>
    public override void Append(double value) => base.Append(value == 0 ? 0.0 : value);

    protected override int Format(double value, Span<byte> target) => JsonNumber.Write(value, target);

    protected override bool TryParse(ReadOnlySpan<byte> text, out double value) => JsonNumber.TryParse(text, out value);

    protected override ReadOnlyMemory<double> In(in ColumnValues values) => values.Numbers;

    protected override ColumnValues With(ColumnValues rows, ReadOnlyMemory<double> values) => rows with { Numbers = values };

    protected override bool IsInRange(double value) => double.IsFinite(value);

    // By bits: a negative zero has no form of its own.
    protected override bool IsSame(double value, double other) =>
        BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(other);
}

/// <summary>A column of truth values, each a byte, 0 or 1.</summary>
internal sealed class BooleanColumn(ColumnLayout layout) : FixedColumn<byte>(layout)
{
    public bool IsTrue(int row) => ValueAt(row) != 0;

    public void Append(bool value) => Append(value ? (byte)1 : (byte)0);

    protected override int Format(byte value, Span<byte> target)
    {
        var word = value != 0 ? "true"u8 : "false"u8;
        word.CopyTo(target);
        return word.Length;
    }

    protected override bool TryParse(ReadOnlySpan<byte> text, out byte value)
    {
        value = text.SequenceEqual("true"u8) ? (byte)1 : (byte)0;
        return value == 1 || text.SequenceEqual("false"u8);
    }

    protected override ReadOnlyMemory<byte> In(in ColumnValues values) => values.Booleans;

    protected override ColumnValues With(ColumnValues rows, ReadOnlyMemory<byte> values) => rows with { Booleans = values };
}

/// <summary>A column of days, each as days since 1970-01-01.</summary>
internal sealed class DateColumn(ColumnLayout layout) : FixedColumn<int>(layout)
{
    protected override string Range => "days of the years 0001 to 9999";

    protected override int Format(int value, Span<byte> target) => DateText.WriteDate(value, target);

    protected override bool TryParse(ReadOnlySpan<byte> text, out int value) => DateText.TryParseDate(text, out value);

    protected override ReadOnlyMemory<int> In(in ColumnValues values) => values.Dates;

    protected override ColumnValues With(ColumnValues rows, ReadOnlyMemory<int> values) => rows with { Dates = values };

    protected override bool IsInRange(int value) => DateText.IsDate(value);
}

/// <summary>A column of instants, each as microseconds since 1970-01-01T00:00:00Z.</summary>
internal sealed class DateTimeColumn(ColumnLayout layout) : FixedColumn<long>(layout)
{
    protected override string Range => "instants of the years 0001 to 9999";

    protected override int Format(long value, Span<byte> target) => DateText.WriteDateTime(value, target);

    protected override bool TryParse(ReadOnlySpan<byte> text, out long value) => DateText.TryParseDateTime(text, out value);

    protected override ReadOnlyMemory<long> In(in ColumnValues values) => values.Integers;

    protected override ColumnValues With(ColumnValues rows, ReadOnlyMemory<long> values) => rows with { Integers = values };

    protected override bool IsInRange(long value) => DateText.IsDateTime(value);
}
