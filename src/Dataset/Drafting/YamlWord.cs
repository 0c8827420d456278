using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dataset.Drafting;

/// <summary>A text as YAML writes it, on one line, so that every reader takes it for text.</summary>
public static class YamlWord
{
    /// <summary>The text as it is where no reader takes it for null, a truth value, a number or a date; else in quotation marks.</summary>
    public static string Of(string text) => text.Length > 0 && char.IsAsciiLetter(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
        && text.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n")
            ? text
            : Quoted(text);

    /// <summary>The text in double quotation marks: a JSON string is one of YAML 1.2.</summary>
    public static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
