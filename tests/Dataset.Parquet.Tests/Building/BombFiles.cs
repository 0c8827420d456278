namespace Dataset.Parquet.Tests.Building;

/// <summary>Files of less than a kilobyte that claim to be gigabytes, each in a way of its own.</summary>
internal static class BombFiles
{
    private static readonly ParquetColumn _text = new("text", ParquetType.String);
    private static readonly ParquetColumn _number = new("n", ParquetType.Integer);
    private static readonly ParquetColumn _list = new("list", ParquetType.Integer, IsList: true);

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["2^31 - 1 nulls in one run"] = Nulls(),
        ["2^31 - 1 elements of one list in one run"] = Elements(),
        ["a text of a kilobyte repeated 20 million times"] = Repeated(),
        ["20 million nulls that are not there"] = Absent(),
        ["pages of 200 MB after decompression"] = Pages(),
        ["a page of 2 GiB after decompression"] = Page(),
        ["a page of zstd that says 1 GB"] = ZstdPage(),
        ["a dictionary of 2^31 - 1 entries"] = Entries(),
        ["a text of 2 GiB"] = Text(),
        ["a footer with a list of 2^31 - 1 row groups"] = Forge.WithFooter(
            Convert.FromHexString("1502" + "190C" + "1600" + "19FCFFFFFFFF07" + "00")),
        ["a footer of 200 empty row groups"] = Forge.WithFooter([0x15, 2, 0x19, 0x0C, 0x16, 0, 0x19, 0xFC, 200, 1, .. new byte[200], 0]),
        ["a column index of 2^31 - 1 pages"] = Index(),
    };

    private static byte[] Nulls()
    {
        var forge = Forge.Of(_number, Columns.Integers(null, null));
        forge.Groups[0][0].Data.Body = Convert.FromHexString("06000000" + "FEFFFFFF0F" + "00");
        return Claim(forge, int.MaxValue, int.MaxValue);
    }

    private static byte[] Elements()
    {
        var forge = Forge.Of(_list, Columns.Of(_list, [new List<object?> { null, null }]));
        forge.Groups[0][0].Data.Body = Convert.FromHexString("08000000" + "0300" + "F0FFFFFF0F" + "01" + "06000000" + "FEFFFFFF0F" + "02");
        return Claim(forge, int.MaxValue, 1);
    }

    private static byte[] Repeated()
    {
        var forge = Forge.Of(_text, Columns.Text(Enumerable.Repeat(string.Concat(Enumerable.Repeat("repeat! ", 128)), 10)));
        forge.Groups[0][0].Data.Body = Convert.FromHexString("05000000" + "80B48913" + "01" + "01" + "80B48913" + "00");
        return Claim(forge, 20_000_000, 20_000_000);
    }

    private static byte[] Absent()
    {
        var forge = Forge.Of(_number, Columns.Integers(null, null));
        return Claim(forge, 20_000_000, 20_000_000);
    }

    private static byte[] ZstdPage()
    {
        // A frame that says a billion bytes, with one block of a repeated byte in it.
        var forge = Forge.Of(_text, Columns.Text("a", "b"), new() { Codec = Metadata.CompressionCodec.Zstd });
        forge.Groups[0][0].Data.EditCompressed = _ => Convert.FromHexString("28B52FFD" + "A0" + "00CA9A3B" + "030010" + "00");
        forge.Groups[0][0].Data.EditHeader = header => header with { UncompressedSizeInBytes = 1_000_000_000 };
        forge.Groups[0][0].Edit = chunk => chunk with { UncompressedSizeInBytes = 1_000_000_030 };
        forge.EditGroup = (group, _) => group with { UncompressedSizeInBytes = 1_000_000_030 };
        return forge.Build();
    }

    private static byte[] Pages()
    {
        var forge = Forge.Of(_text, Columns.Text("a", "b"));
        forge.Groups[0][0].Data.EditCompressed = body => [0x80, 0x84, 0xAF, 0x5F, .. body.AsSpan(1)];
        forge.Groups[0][0].Data.EditHeader = header => header with { UncompressedSizeInBytes = 200_000_000 };
        forge.Groups[0][0].Edit = chunk => chunk with { UncompressedSizeInBytes = 200_000_030 };
        forge.EditGroup = (group, _) => group with { UncompressedSizeInBytes = 200_000_030 };
        return forge.Build();
    }

    private static byte[] Page()
    {
        var forge = Forge.Of(_text, Columns.Text("a", "b"));
        forge.Groups[0][0].Data.EditCompressed = body => [0xFF, 0xFF, 0xFF, 0xFF, 0x07, .. body.AsSpan(1)];
        forge.Groups[0][0].Data.EditHeader = header => header with { UncompressedSizeInBytes = int.MaxValue };
        forge.Groups[0][0].Edit = chunk => chunk with { UncompressedSizeInBytes = int.MaxValue };
        return forge.Build();
    }

    private static byte[] Entries()
    {
        var forge = Forge.Of(_text, Columns.Text("alpha", "alpha", "alpha", "alpha"));
        forge.Groups[0][0].Dictionary.Header = forge.Groups[0][0].Dictionary.Header with { ValueCount = int.MaxValue };
        return forge.Build();
    }

    private static byte[] Text()
    {
        var forge = Forge.Of(_text, Columns.Text("alpha", "beta"));
        forge.Groups[0][0].Data.Body[9] = 0x7F;
        return forge.Build();
    }

    private static byte[] Index()
    {
        var forge = Forge.Of(_text, Columns.Text("a", "b"));
        var good = forge.Build();
        var at = (int)TestFile.Metadata(good).RowGroups[0].Columns[0].ColumnIndexOffset!.Value;
        byte[] index = [0x19, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07];
        index.CopyTo(good, at);
        return good;
    }

    private static byte[] Claim(Forge forge, int values, int rows)
    {
        forge.Groups[0][0].Data.Header = forge.Groups[0][0].Data.Header with { ValueCount = values };
        forge.EditGroup = (group, _) => group with { RowCount = rows };
        forge.EditFile = file => file with { RowCount = rows };
        return forge.Build();
    }
}
