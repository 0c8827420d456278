using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Schema elements as bytes.</summary>
internal static class SchemaWriter
{
    public static void Write(CompactWriter to, SchemaElement element)
    {
        to.BeginStruct();
        if (element.Type is { } type)
            to.Int32(1, (int)type);
        if (element.TypeLength is { } length)
            to.Int32(2, length);
        if (element.Repetition is { } repetition)
            to.Int32(3, (int)repetition);
        to.Text(4, element.Name);
        if (element.ChildCount is { } children)
            to.Int32(5, children);
        if (element.ConvertedType is { } converted)
            to.Int32(6, (int)converted);
        if (element.Scale is { } scale)
            to.Int32(7, scale);
        if (element.Precision is { } precision)
            to.Int32(8, precision);
        if (element.LogicalType is { } logical)
        {
            to.BeginStruct(10);
            Write(to, logical);
            to.EndStruct();
        }
        to.EndStruct();
    }

    private static void Write(CompactWriter to, LogicalType logical)
    {
        to.BeginStruct((short)logical.Kind);
        if (logical.BitWidth is { } bits)
            to.Byte(1, bits);
        if (logical.IsSigned is { } signed)
            to.Bool(2, signed);
        if (logical.IsAdjustedToUtc is { } utc)
            to.Bool(1, utc);
        if (logical.Unit is { } unit)
        {
            to.BeginStruct(2);
            to.EmptyStruct((short)unit);
            to.EndStruct();
        }
        to.EndStruct();
    }
}
