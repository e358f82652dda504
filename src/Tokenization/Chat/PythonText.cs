using System.Buffers;
using System.Globalization;
using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// JSON values as Python prints them once they are dicts, lists and floats: <c>{'city': 'Paris', 'days': [1, 2.0], 'cold': False}</c>.
/// LiteLLM counts that text.
/// </summary>
internal static class PythonText
{
    /// <summary>Python's <c>str()</c>: a string as it is, all else as <see cref="WriteRepr"/>.</summary>
    public static void WriteText(IBufferWriter<byte> writer, JsonValue value)
    {
        if (value.IsString) writer.Write(value.Utf8);
        else WriteRepr(writer, value);
    }

    /// <summary>Python's <c>repr()</c>. As deep as the value, which <see cref="JsonIndex.DepthMax"/> bounds.</summary>
    public static void WriteRepr(IBufferWriter<byte> writer, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String: WriteQuoted(writer, value.Utf8); break;
            case JsonKind.Number: PythonNumber.Write(writer, value.Raw); break;
            case JsonKind.True: writer.Write("True"u8); break;
            case JsonKind.False: writer.Write("False"u8); break;
            case JsonKind.Array: WriteList(writer, value); break;
            case JsonKind.Object: WriteDict(writer, value); break;
            default: writer.Write("None"u8); break;
        }
    }

    /// <summary>Python's <c>bool()</c>: false for what is missing, null, false, 0 or empty.</summary>
    public static bool IsTrue(JsonValue value) => value.Kind switch
    {
        JsonKind.True => true,
        JsonKind.String => !value.Raw.IsEmpty,
        JsonKind.Number => double.Parse(value.Raw, NumberStyles.Float, CultureInfo.InvariantCulture) != 0,
        JsonKind.Array => value.GetEnumerator().MoveNext(),
        JsonKind.Object => value.Members.GetEnumerator().MoveNext(),
        _ => false,
    };

    private static void WriteList(IBufferWriter<byte> writer, JsonValue list)
    {
        var separator = "["u8;
        foreach (var item in list)
        {
            writer.Write(separator);
            WriteRepr(writer, item);
            separator = ", "u8;
        }
        writer.Write(separator.Length == 1 ? "[]"u8 : "]"u8);
    }

    private static void WriteDict(IBufferWriter<byte> writer, JsonValue dict)
    {
        var separator = "{"u8;
        foreach (var (key, value) in dict.Members)
        {
            writer.Write(separator);
            WriteQuoted(writer, key.Utf8);
            writer.Write(": "u8);
            WriteRepr(writer, value);
            separator = ", "u8;
        }
        writer.Write(separator.Length == 1 ? "{}"u8 : "}"u8);
    }

    /// <summary>
    /// In single quotes, or in double ones where the text holds single quotes only; what Python holds for unprintable is escaped.
    /// </summary>
    private static void WriteQuoted(IBufferWriter<byte> writer, ReadOnlySpan<byte> text)
    {
        var quote = text.Contains((byte)'\'') && !text.Contains((byte)'"') ? (byte)'"' : (byte)'\'';
        writer.Write([quote]);
        while (!text.IsEmpty)
        {
            var plain = PlainLength(text, quote);
            writer.Write(text[..plain]);
            text = text[plain..];
            if (text.IsEmpty) break;
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (rune.Value == quote || rune.Value == '\\') writer.Write([(byte)'\\', (byte)rune.Value]);
            else if (IsPrintable(rune)) writer.Write(text[..length]);
            else WriteEscape(writer, rune);
            text = text[length..];
        }
        writer.Write([quote]);
    }

    private static int PlainLength(ReadOnlySpan<byte> text, byte quote)
    {
        var length = 0;
        while (length < text.Length && text[length] is >= 0x20 and < 0x7F and not (byte)'\\' && text[length] != quote) length++;
        return length;
    }

    private static void WriteEscape(IBufferWriter<byte> writer, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n': writer.Write("\\n"u8); break;
            case '\r': writer.Write("\\r"u8); break;
            case '\t': writer.Write("\\t"u8); break;
            case <= 0xFF: WriteHex(writer, 'x', rune.Value, "x2"); break;
            case <= 0xFFFF: WriteHex(writer, 'u', rune.Value, "x4"); break;
            default: WriteHex(writer, 'U', rune.Value, "x8"); break;
        }
    }

    private static void WriteHex(IBufferWriter<byte> writer, char kind, int code, string format)
    {
        var target = writer.GetSpan(10);
        target[0] = (byte)'\\';
        target[1] = (byte)kind;
        code.TryFormat(target[2..], out var digits, format);
        writer.Advance(2 + digits);
    }

    /// <summary>
    /// Python's <c>str.isprintable</c>: no control, format, surrogate, private or unassigned code point, and no separator but the space.
    /// </summary>
    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
