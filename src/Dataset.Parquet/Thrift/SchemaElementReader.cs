using Dataset.Parquet.Metadata;

namespace Dataset.Parquet.Thrift;

/// <summary>Schema elements from bytes.</summary>
internal static class SchemaElementReader
{
    public static SchemaElement Read(ref CompactReader from)
    {
        var element = new SchemaElement { Name = "" };
        var hasName = false;
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            switch (id)
            {
                case 1:
                    element = element with { Type = from.Enum<PhysicalType>(type) };
                    break;
                case 2:
                    element = element with { TypeLength = from.Int32(type) };
                    break;
                case 3:
                    element = element with { Repetition = from.Enum<Repetition>(type) };
                    break;
                case 4:
                    element = element with { Name = from.Text(type) };
                    hasName = true;
                    break;
                case 5:
                    element = element with { ChildCount = from.Int32(type) };
                    break;
                case 6:
                    element = element with { ConvertedType = from.Enum<ConvertedType>(type) };
                    break;
                case 7:
                    element = element with { Scale = from.Int32(type) };
                    break;
                case 8:
                    element = element with { Precision = from.Int32(type) };
                    break;
                case 10:
                    element = element with { LogicalType = ReadLogicalType(ref from, type) };
                    break;
                default:
                    from.Skip(type);
                    break;
            }
        }
        return hasName ? element : throw MetadataReader.Missing(from, "SchemaElement.name");
    }

    private static LogicalType ReadLogicalType(ref CompactReader from, CompactType structType)
    {
        LogicalType? logical = null;
        ExpectStruct(ref from, structType);
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (logical is not null)
                throw from.Fault(ParquetRules.ThriftRepeated, $"expected one logical type, found two");
            if (!Enum.IsDefined((LogicalKind)id))
                throw from.Fault(ParquetRules.ThriftEnum, $"expected a logical type, found the unknown member {id}");
            ExpectStruct(ref from, type);
            logical = ReadMember(ref from, (LogicalKind)id);
        }
        return logical ?? throw from.Fault(ParquetRules.ThriftMissing, $"expected a member of the union LogicalType, found none");
    }

    private static LogicalType ReadMember(ref CompactReader from, LogicalKind kind)
    {
        var logical = new LogicalType(kind);
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (kind is LogicalKind.Time or LogicalKind.Timestamp && id == 1)
                logical = logical with { IsAdjustedToUtc = from.Bool(type) };
            else if (kind is LogicalKind.Time or LogicalKind.Timestamp && id == 2)
                logical = logical with { Unit = ReadUnit(ref from, type) };
            else if (kind is LogicalKind.Integer && id == 1)
                logical = logical with { BitWidth = from.Int8(type) };
            else if (kind is LogicalKind.Integer && id == 2)
                logical = logical with { IsSigned = from.Bool(type) };
            else
                from.Skip(type);
        }
        if (kind is LogicalKind.Time or LogicalKind.Timestamp && (logical.IsAdjustedToUtc is null || logical.Unit is null))
            throw MetadataReader.Missing(from, $"{kind}Type.isAdjustedToUTC or unit");
        if (kind is LogicalKind.Integer && (logical.BitWidth is null || logical.IsSigned is null))
            throw MetadataReader.Missing(from, "IntType.bitWidth or isSigned");
        return logical;
    }

    private static TimestampUnit ReadUnit(ref CompactReader from, CompactType structType)
    {
        TimestampUnit? unit = null;
        ExpectStruct(ref from, structType);
        var fields = from.BeginStruct();
        while (from.Next(ref fields, out var id, out var type))
        {
            if (!Enum.IsDefined((TimestampUnit)id) || unit is not null)
                throw from.Fault(ParquetRules.ThriftEnum, $"expected one unit of time, found member {id}");
            unit = (TimestampUnit)id;
            from.Skip(type);
        }
        return unit ?? throw from.Fault(ParquetRules.ThriftMissing, $"expected a member of the union TimeUnit, found none");
    }

    private static void ExpectStruct(ref CompactReader from, CompactType found)
    {
        if (found != CompactType.Struct)
            throw from.Fault(ParquetRules.ThriftType, $"expected a structure, found {found}");
    }
}
