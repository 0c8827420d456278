using Dataset.Parquet.Metadata;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests.Rules;

public class SchemaRuleTests
{
    [Fact]
    public void PQ1201_a_root_that_counts_too_many_or_too_few()
    {
        Refused(ParquetRules.SchemaCounts, schema => schema[0] = schema[0] with { ChildCount = 10 });
        Refused(ParquetRules.SchemaCounts, schema => schema[0] = schema[0] with { ChildCount = 8 });
        Refused(ParquetRules.SchemaCounts, schema => schema[0] = schema[0] with { ChildCount = 0 });
        Refused(ParquetRules.SchemaCounts, schema => schema[0] = schema[0] with { ChildCount = int.MaxValue });
        Refused(ParquetRules.SchemaCounts, schema => schema[8] = schema[8] with { ChildCount = -1 });
        Refused(ParquetRules.SchemaCounts, schema => schema.Clear());
    }

    [Fact]
    public void PQ1202_an_element_that_is_neither_group_nor_leaf()
    {
        Refused(ParquetRules.SchemaElement, schema => schema[1] = schema[1] with { Type = null });
        Refused(ParquetRules.SchemaElement, schema => schema[8] = schema[8] with { Type = PhysicalType.Int32 });
        Refused(ParquetRules.SchemaElement, schema => schema[1] = schema[1] with { Repetition = null });
    }

    [Fact]
    public void PQ1203_columns_of_one_name_or_none()
    {
        Refused(ParquetRules.SchemaName, schema => schema[2] = schema[2] with { Name = "id" });
        Refused(ParquetRules.SchemaName, schema => schema[2] = schema[2] with { Name = "" });
    }

    [Fact]
    public void PQ1204_annotations_that_contradict()
    {
        Refused(ParquetRules.SchemaAnnotation, schema => schema[1] = schema[1] with { ConvertedType = ConvertedType.Date });
        Refused(ParquetRules.SchemaAnnotation, schema => schema[2] = schema[2] with { ConvertedType = ConvertedType.Utf8 });
        Refused(ParquetRules.SchemaAnnotation, schema => schema[6] = schema[6] with { ConvertedType = ConvertedType.TimestampMillis });
    }

    [Fact]
    public void PQ1205_column_orders_of_another_number()
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFile = file => file with { ColumnOrders = [.. Enumerable.Repeat((short)1, 8)] };
        Refuses.Always(ParquetRules.SchemaOrders, forge.Build());
    }

    [Fact]
    public void PQ1206_a_schema_that_another_writer_would_write()
    {
        var forge = Forge.Of(new("n", ParquetType.Integer), Columns.Integers(1, 2, 3));
        forge.EditFile = file => file with { Schema = [file.Schema[0], file.Schema[1] with { ConvertedType = ConvertedType.Int64 }] };
        Refuses.StrictlyAlone(ParquetRules.SchemaOwn, forge.Build());
    }

    private static void Refused(ParquetRule rule, Action<List<SchemaElement>> edit)
    {
        var forge = Forge.Of(Sample.File);
        forge.EditFile = file =>
        {
            var schema = file.Schema.ToList();
            edit(schema);
            return file with { Schema = schema };
        };
        Refuses.Always(rule, forge.Build());
    }
}
