using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounting.BatchClient.Rendering;

/// <summary>Writes one JSON value as one line.</summary>
internal static class JsonLine
{
    // Names stay readable; control characters are escaped all the same. The answer is never put into a web page as it stands.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, (json, _) => write(json));

    /// <summary>The same for a long value: the second argument of <paramref name="write"/> hands on what was written so far, so that it need not be held.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter, Action> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json, () =>
            {
                json.Flush();
                output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
                buffer.ResetWrittenCount();
            });
        }
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }
}
