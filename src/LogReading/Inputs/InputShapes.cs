using System.Text.Json;
using Accounting.Core.Ledger;

namespace Accounting.LogReading.Inputs;

/// <summary>
/// Tells whether an input holds records line by line, and if not, what to do with it: one clear message instead of one for each line.
/// </summary>
internal static class InputShapes
{
    public const string ArrayAdvice = "make one line of each element with jq -c '.[]' FILE | accounting bill -";

    private static readonly byte[] Blanks = " \t\r\n\v\f"u8.ToArray();

    /// <param name="head">The first decoded bytes, without a byte order mark.</param>
    public static InputShape Of(ReadOnlySpan<byte> head)
    {
        if (head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..]) return InputShape.Utf16;
        if (ForeignFormats.NameOf(head) is not null) return InputShape.Foreign;
        var text = head.TrimStart(Blanks);
        if (text.IsEmpty) return InputShape.Empty;
        if (text[0] is not ((byte)'{' or (byte)'[')) return InputShape.OtherLines;
        var end = text.IndexOf((byte)'\n');
        var isObject = text[0] == '{';
        // A list on a line of its own is a record: the chunks of a streamed answer, or a bad one.
        if (end < 0 || IsComplete(text[..end])) return isObject ? InputShape.JsonLines : InputShape.OtherLines;
        var second = SecondLine(text[end..]);
        // A first line that was cut off stands before whole records; the first line of a value over many lines stands before a piece of it.
        if (isObject) return second is [(byte)'{', ..] || !IsBeginning(text[..end]) ? InputShape.JsonLines : InputShape.PrettyJson;
        return second.IsEmpty || IsComplete(second) || !IsBeginning(text[..end]) ? InputShape.OtherLines : InputShape.JsonArray;
    }

    /// <summary>Why an input of this shape is refused whole; null: it is read line by line.</summary>
    public static (string Reason, string Message)? Refusal(InputShape shape, ReadOnlySpan<byte> head) => shape switch
    {
        InputShape.JsonArray => (RejectReasons.NotAnObject,
            $"The input is one JSON array, where one JSON object on each line was expected: {ArrayAdvice}"),
        InputShape.PrettyJson => (RejectReasons.InvalidJson,
            "The input's JSON stretches over several lines, where one JSON object on each line was expected: "
            + "jq -c . FILE | accounting bill -"),
        InputShape.Utf16 => (RejectReasons.InvalidJson,
            "The input is UTF-16 text, where UTF-8 was expected: iconv -f UTF-16 -t UTF-8 FILE | accounting bill -"),
        InputShape.Foreign => (RejectReasons.UnknownFormat,
            $"The input is {ForeignFormats.NameOf(head)}, where one JSON object on each line was expected: "
            + $"{ForeignFormats.AdviceFor(head)}"),
        _ => null,
    };

    private static ReadOnlySpan<byte> SecondLine(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(Blanks);
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }

    private static bool IsComplete(ReadOnlySpan<byte> line) => Reads(line, isWhole: true);

    private static bool IsBeginning(ReadOnlySpan<byte> line) => Reads(line, isWhole: false);

    private static bool Reads(ReadOnlySpan<byte> line, bool isWhole)
    {
        var reader = new Utf8JsonReader(line, isWhole, default);
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
