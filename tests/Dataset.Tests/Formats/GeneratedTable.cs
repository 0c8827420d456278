using System.Text;
using Dataset.Schemas;
using Dataset.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace Dataset.Tests.Formats;

/// <summary>A table of any shape with nasty values, for properties.</summary>
public sealed record GeneratedTable(TableSchema Schema, TableBatch Batch)
{
    private static readonly string[] Texts =
    [
        "NA", "null", "nan", "None", "007", "1e5", "=1+1", "true", "a,b", "\"", "\"\"", "a\nb", "line\r\nline", "\r", "\t", "\\", "\\n",
        " padded ", "\u0001\u001f",
        "\u007f", "\u2028\u2029", "ß", "ı", "日本語", "😀", "e\u0301", "\ud7ff", "\U0010FFFF", "{\"a\":1}", "[1,2]", ",", "'", "-", "x",
    ];

    public override string ToString() => string.Join(", ", Schema.Layouts) + $"; {Batch.RowCount} rows";

    public static Arbitrary<GeneratedTable> Arbitrary() => Generator().ToArbitrary();

    private static Gen<GeneratedTable> Generator() =>
        from types in Gen.NonEmptyListOf(Gen.Elements(ColumnType.All.ToArray()))
        from lists in Gen.ArrayOf(Gen.Elements(true, false, false), types.Count)
        from rows in Gen.Choose(0, 40)
        from seed in Gen.Choose(0, int.MaxValue)
        select Make([.. types.Take(12)], lists, rows, new System.Random(seed));

    private static GeneratedTable Make(ColumnType[] types, bool[] lists, int rows, System.Random random)
    {
        // A first column that is never null or empty: a row of nulls alone would be a blank line.
        var layouts = new List<ColumnLayout> { new("row", ColumnType.Integer) };
        layouts.AddRange(types.Select((t, i) => new ColumnLayout($"column_{i}", t, lists[i])));
        var schema = new TableSchema(
            "generated", "Generated", "Generated.",
            [.. layouts.Select(l => new ColumnSchema
            {
                Layout = l, IsNullable = true, ItemsNullable = l.IsList, Description = l.Name, Constraints = ColumnConstraints.None,
            })],
            ["row"], [], default);
        var batch = schema.CreateBatch();
        for (var row = 0; row < rows; row++)
        {
            batch.Columns[0].AsIntegers.Append(row);
            foreach (var column in batch.Columns.Skip(1))
                AppendValue(column, random);
        }
        return new(schema, batch);
    }

    private static void AppendValue(Column column, System.Random random)
    {
        if (random.Next(4) == 0)
        {
            column.AppendNull();
            return;
        }
        if (column is not ListColumn list)
        {
            AppendScalar((ScalarColumn)column, random);
            return;
        }
        for (var n = random.Next(4); n > 0; n--)
            AppendValue(list.Elements, random);
        list.EndList();
    }

    private static void AppendScalar(ScalarColumn column, System.Random random)
    {
        switch (column)
        {
            case TextColumn strings:
                strings.AppendText(string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Texts[random.Next(Texts.Length)])));
                break;
            case IntegerColumn integers:
                integers.Append(random.Next(3) switch
                {
                    0 => random.NextInt64(long.MinValue, long.MaxValue),
                    1 => long.MinValue,
                    _ => random.Next(-9, 9),
                });
                break;
            case NumberColumn numbers: numbers.Append(AnyDouble(random)); break;
            case BooleanColumn booleans: booleans.Append(random.Next(2) == 0); break;
            case DateColumn dates: dates.Append(random.Next(-719_162, 2_932_897)); break;
            default:
                ((DateTimeColumn)column).Append(
                    random.NextInt64(-62_135_596_800_000_000, 253_402_300_800_000_000) / (random.Next(2) == 0 ? 1 : 1_000_000));
                break;
        }
    }

    private static double AnyDouble(System.Random random)
    {
        while (true)
        {
            var value = random.Next(4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => random.Next(-1000, 1000) / 8.0,
                2 => Math.Pow(10, random.Next(-12, 25)),
                _ => random.NextDouble() * 1e-7,
            };
            if (double.IsFinite(value))
                return value;
        }
    }
}
