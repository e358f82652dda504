using System.Buffers;
using System.Globalization;
using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// JSON as Python's <c>json.dumps(value, separators=(",", ":"))</c> writes it: no white space, everything outside printable ASCII
/// escaped.
/// </summary>
internal static class PythonJson
{
    public static void Write(IBufferWriter<byte> writer, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String: WriteString(writer, value.Utf8); break;
            case JsonKind.Number: PythonNumber.Write(writer, value.Raw); break;
            case JsonKind.Array: WriteArray(writer, value); break;
            case JsonKind.Object: WriteObject(writer, value); break;
            default: writer.Write(value.Raw); break;
        }
    }

    private static void WriteArray(IBufferWriter<byte> writer, JsonValue array)
    {
        writer.Write("["u8);
        var first = true;
        foreach (var item in array)
        {
            if (!first) writer.Write(","u8);
            first = false;
            Write(writer, item);
        }
        writer.Write("]"u8);
    }

    private static void WriteObject(IBufferWriter<byte> writer, JsonValue value)
    {
        writer.Write("{"u8);
        var first = true;
        foreach (var (key, member) in value.Members)
        {
            if (!first) writer.Write(","u8);
            first = false;
            WriteString(writer, key.Utf8);
            writer.Write(":"u8);
            Write(writer, member);
        }
        writer.Write("}"u8);
    }

    private static void WriteString(IBufferWriter<byte> writer, ReadOnlySpan<byte> text)
    {
        writer.Write("\""u8);
        Span<char> units = stackalloc char[2];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (Short(rune.Value) is var escape and not 0) writer.Write([(byte)'\\', escape]);
            else if (rune.Value is >= ' ' and <= '~') writer.Write(text[..length]);
            else
                foreach (var unit in units[..rune.EncodeToUtf16(units)]) WriteUnit(writer, unit);
            text = text[length..];
        }
        writer.Write("\""u8);
    }

    private static byte Short(int code) => code switch
    {
        '"' or '\\' => (byte)code,
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        _ => 0,
    };

    private static void WriteUnit(IBufferWriter<byte> writer, char unit)
    {
        writer.Write("\\u"u8);
        ((int)unit).TryFormat(writer.GetSpan(4), out var written, "x4", CultureInfo.InvariantCulture);
        writer.Advance(written);
    }
}
