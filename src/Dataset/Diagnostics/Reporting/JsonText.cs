using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataset.Diagnostics.Reporting;

/// <summary>JSON for a report: indented, with LF, and with letters of any script as themselves.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        // "Unsafe" means inside HTML. Control characters, also the bidirectional ones, are still escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes one value and a line end.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);
        output.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        output.Write('\n');
    }
}
