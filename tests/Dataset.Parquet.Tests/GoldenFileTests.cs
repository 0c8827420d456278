using System.Globalization;
using System.Text.RegularExpressions;
using Dataset.Parquet.Tests.Building;

namespace Dataset.Parquet.Tests;

/// <summary>
/// A file of two columns and three rows, byte for byte, explained from the specification: parquet-format's README.md,
/// Encodings.md and parquet.thrift, and Thrift's compact protocol. A field's header is its distance from the field before
/// and its type: 2 false, 1 true, 4 to 6 a zigzag number of 16, 32 or 64 bits, 8 bytes, 9 a list, C a structure.
/// </summary>
public class GoldenFileTests
{
    /// <summary>Rows: a 7; b null; c -1.</summary>
    private const string Golden = """
        50415231          0    PAR1

        1500              4    Page of "id". 1 type: 0, data page
        152A                   2 uncompressed_page_size: 21
        152E                   3 compressed_page_size: 23
        15AFCEC4D90A           4 crc of the 23 bytes: -1436062616, as unsigned AA676C68
        1C                     5 data_page_header
        1506                     1 num_values: 3
        1500                     2 encoding: 0, PLAIN
        1506                     3 definition_level_encoding: 3, RLE
        1506                     4 repetition_level_encoding: 3, RLE
        00                       end
        00                     end
        15                27   Body, Snappy: 21 bytes
        50                     a literal of 21 bytes (20 << 2)
        02000000               definition levels: 2 bytes
        03                     one bit-packed group of 8 (1 << 1 | 1)
        07                     1 1 1, padded
        01000000 61            "a"
        01000000 62            "b"
        01000000 63            "c"

        1500              50   Page of "n". 1 type: 0, data page
        152C                   2 uncompressed_page_size: 22
        1530                   3 compressed_page_size: 24
        15E798D9E603           4 crc: -510338612, as unsigned E194D9CC
        1C                     5 data_page_header
        1506                     1 num_values: 3, the null counted
        1500                     2 encoding: PLAIN
        1506                     3 definition_level_encoding: RLE
        1506                     4 repetition_level_encoding: RLE
        00                       end
        00                     end
        16                73   Body, Snappy: 22 bytes
        54                     a literal of 22 bytes
        02000000               definition levels: 2 bytes
        03                     one bit-packed group of 8
        05                     1 0 1, the least significant bit first
        0700000000000000       7
        FFFFFFFFFFFFFFFF       -1; the null takes no room

        1911              97   Column index of "id". 1 null_pages: a list of 1 boolean
        02                       false
        1918                   2 min_values: a list of 1
        0161                     "a"
        1918                   3 max_values: a list of 1
        0163                     "c"
        1502                   4 boundary_order: 1, ascending
        1916                   5 null_counts: a list of 1
        00                       0
        00                     end
        1911              114  Column index of "n". 1 null_pages: a list of 1 boolean
        02                       false
        1918                   2 min_values: a list of 1
        08FFFFFFFFFFFFFFFF       -1, 8 bytes
        1918                   3 max_values: a list of 1
        080700000000000000       7, 8 bytes
        1502                   4 boundary_order: ascending
        1916                   5 null_counts: a list of 1
        02                       1
        00                     end
        191C              145  Offset index of "id". 1 page_locations: a list of 1
        1608                     1 offset: 4
        155C                     2 compressed_page_size: 46, the header's 23 and the body's 23
        1600                     3 first_row_index: 0
        00                       end
        00                     end
        191C              155  Offset index of "n". 1 page_locations: a list of 1
        1664                     1 offset: 50
        155E                     2 compressed_page_size: 47
        1600                     3 first_row_index: 0
        00                       end
        00                     end

        1502              165  Footer. 1 version: 1
        193C                   2 schema: a list of 3
        48057461626C65           the root. 4 name: "table"
        1504                       5 num_children: 2
        00                         end
        150C                     1 type: 6, BYTE_ARRAY
        2502                       3 repetition_type: 1, OPTIONAL
        18026964                   4 name: "id"
        2500                       6 converted_type: 0, UTF8
        4C                         10 logicalType
        1C 00                        1 STRING, an empty structure
        00                           end
        00                         end
        1504                     1 type: 2, INT64
        2502                       3 repetition_type: OPTIONAL
        18016E                     4 name: "n"
        00                         end
        1606                   3 num_rows: 3
        191C                   4 row_groups: a list of 1
        192C                     1 columns: a list of 2
        2600                       2 file_offset: 0
        1C                         3 meta_data
        150C                         1 type: BYTE_ARRAY
        1925 00 06                   2 encodings: PLAIN, RLE
        1918 026964                  3 path_in_schema: "id"
        1502                         4 codec: 1, SNAPPY
        1606                         5 num_values: 3
        1658                         6 total_uncompressed_size: 44, the header's 23 and the body's 21
        165C                         7 total_compressed_size: 46
        2608                         9 data_page_offset: 4
        3C                           12 statistics
        3600                           3 null_count: 0
        280163                         5 max_value: "c"
        180161                         6 min_value: "a"
        11                             7 is_max_value_exact: true
        11                             8 is_min_value_exact: true
        00                             end
        191C                         13 encoding_stats: a list of 1
        1500                           1 page_type: data page
        1500                           2 encoding: PLAIN
        1502                           3 count: 1
        00                             end
        3C                           16 size_statistics
        1606                           1 unencoded_byte_array_data_bytes: 3
        2926 00 06                     3 definition_level_histogram: 0 nulls, 3 values
        00                             end
        00                           end
        16A202                     4 offset_index_offset: 145
        1514                       5 offset_index_length: 10
        16C201                     6 column_index_offset: 97
        1522                       7 column_index_length: 17
        00                         end
        2600                       2 file_offset: 0
        1C                         3 meta_data
        1504                         1 type: INT64
        1925 00 06                   2 encodings: PLAIN, RLE
        1918 016E                    3 path_in_schema: "n"
        1502                         4 codec: SNAPPY
        1606                         5 num_values: 3, the null counted
        165A                         6 total_uncompressed_size: 45
        165E                         7 total_compressed_size: 47
        2664                         9 data_page_offset: 50
        3C                           12 statistics
        3602                           3 null_count: 1
        28080700000000000000           5 max_value: 7
        1808FFFFFFFFFFFFFFFF           6 min_value: -1
        11                             7 is_max_value_exact: true
        11                             8 is_min_value_exact: true
        00                             end
        191C                         13 encoding_stats: a list of 1
        1500                           1 page_type: data page
        1500                           2 encoding: PLAIN
        1502                           3 count: 1
        00                             end
        3C                           16 size_statistics
        3926 02 04                     3 definition_level_histogram: 1 null, 2 values
        00                             end
        00                           end
        16B602                     4 offset_index_offset: 155
        1514                       5 offset_index_length: 10
        16E401                     6 column_index_offset: 114
        153E                       7 column_index_length: 31
        00                         end
        16B201                   2 total_byte_size: 89 = 44 + 45
        1606                     3 num_rows: 3
        191C                     4 sorting_columns: a list of 1
        1500                       1 column_idx: 0
        12                         2 descending: false
        12                         3 nulls_first: false
        00                         end
        1608                     5 file_offset: 4
        16BA01                   6 total_compressed_size: 93 = 46 + 47
        1400                     7 ordinal: 0
        00                       end
        281E                   6 created_by: 30 bytes
        676F6C64656E2076657273696F6E20312E302E3020286275696C64203129  "golden version 1.0.0 (build 1)"
        192C                   7 column_orders: a list of 2
        1C 00 00                 1 TYPE_ORDER, an empty structure; end
        1C 00 00                 1 TYPE_ORDER, an empty structure; end
        00                     end
        F5000000          410  the footer's length: 245
        50415231          414  PAR1
        """;

    [Fact]
    public void Two_columns_and_three_rows_are_these_bytes()
    {
        var schema = new ParquetSchema("table", [new("id", ParquetType.String), new("n", ParquetType.Integer)], [0]);
        var options = new ParquetWriterOptions { CreatedBy = "golden version 1.0.0 (build 1)" };
        var file = TestFile.Write(schema, [[Columns.Text("a", "b", "c"), Columns.Integers(7, null, -1)]], options);
        Assert.Equal(Convert.ToHexString(Bytes()), Convert.ToHexString(file));
    }

    [Fact]
    public void Offsets_in_the_explanation_are_true()
    {
        var offset = 0;
        var compared = 0;
        foreach (var (bytes, explanation) in Lines())
        {
            // An offset is at its own distance from the words; field numbers come right before theirs.
            if (Regex.Match(explanation, "^([0-9]+)  ") is { Success: true } match)
            {
                Assert.Equal(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), offset);
                compared++;
            }
            offset += bytes.Length;
        }
        Assert.Equal((12, 418), (compared, offset));
    }

    [Fact]
    public void These_bytes_are_these_rows()
    {
        Assert.Equal(["a", "b", "c"], TestFile.Read(Bytes(), 0));
        Assert.Equal([7L, null, -1L], TestFile.Read(Bytes(), 1));
    }

    private static byte[] Bytes() => [.. Lines().SelectMany(line => line.Bytes)];

    /// <summary>Hex digits, in groups, up to two blanks; then words.</summary>
    private static IEnumerable<(byte[] Bytes, string Explanation)> Lines() => Golden.Split('\n')
        .Where(line => line.Length > 0)
        .Select(line => line.Split("  ", 2))
        .Select(parts => (Convert.FromHexString(parts[0].Replace(" ", "", StringComparison.Ordinal)), parts[1].Trim()));
}
