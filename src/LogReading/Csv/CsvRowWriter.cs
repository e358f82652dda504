using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Parquet;
using Accounting.Tokenization.Json;
using CsvHelper;

namespace Accounting.LogReading.Csv;

/// <summary>Writes a row as a line of JSON: a member per field that is not empty, under the name of its column. Texts but those of
/// columns that hold JSON stay texts; readers take numbers out of them.</summary>
internal sealed class CsvRowWriter(IReadOnlyList<string> columns)
{
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly byte[][] _keys = [.. columns.Select(KeyOf)];
    private readonly bool[] _holdsJson = [.. columns.Select(KnownFields.HoldJson.Contains)];
    private readonly JsonIndex _json = new();

    public void Write(CsvReader row, ByteText text)
    {
        text.Append("{"u8);
        var isFirst = true;
        for (var column = 0; column < _keys.Length; column++)
        {
            var field = row.GetSpan(column);
            if (field.IsEmpty) continue;
            if (!isFirst) text.Append(","u8);
            isFirst = false;
            WriteField(field, _holdsJson[column], text.Append(_keys[column]));
        }
        text.Append("}\n"u8);
    }

    private void WriteField(ReadOnlySpan<byte> field, bool holdsJson, ByteText text)
    {
        if (field.SequenceEqual("true"u8) || field.SequenceEqual("false"u8)) text.Append(field);
        else if (holdsJson && field[0] is (byte)'{' or (byte)'[' && !field.ContainsAny((byte)'\n', (byte)'\r') && _json.TryRead(field.ToArray(), out _)) text.Append(field);
        else Quote(field, text);
    }

    // Escaped as RFC 8259 wants it and no further.
    private static void Quote(ReadOnlySpan<byte> field, ByteText text)
    {
        text.Append("\""u8);
        while (field.IndexOfAny(s_escaped) is var plain and >= 0)
        {
            text.Append(field[..plain]);
            var one = field[plain];
            if (one is (byte)'"' or (byte)'\\') text.Append("\\"u8).Append([one]);
            else text.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}")));
            field = field[(plain + 1)..];
        }
        text.Append(field).Append("\""u8);
    }

    private static byte[] KeyOf(string name) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":");
}
