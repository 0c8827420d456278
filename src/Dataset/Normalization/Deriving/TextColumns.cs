using System.Text;
using Dataset.Tables;

namespace Dataset.Normalization.Deriving;

internal static class TextColumns
{
    /// <summary>Appends a string as UTF-8.</summary>
    public static void AppendText(this ColumnBuffer column, string text) =>
        Encoding.UTF8.GetBytes(text, column.AppendUtf8(Encoding.UTF8.GetByteCount(text)));

    /// <summary>Appends a place in the running text: of a paragraph that begins there at <paramref name="textStart"/>, or null where that is -1.</summary>
    public static void AppendTextPlace(this ColumnBuffer column, int textStart, int offset)
    {
        if (textStart < 0)
            column.AppendNull();
        else
            column.AppendInteger(textStart + offset);
    }
}
