using System.Text.Unicode;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>
/// Rows of tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> become the text of their bytes; where that is no UTF-8, each becomes U+FFFD.
/// </summary>
internal sealed class ByteFallbackDecoder : TokenDecoder
{
    public override List<byte[]> Decode(List<byte[]> texts)
    {
        var (decoded, bytes) = (new List<byte[]>(texts.Count), new List<byte>());
        foreach (var text in texts)
        {
            if (ByteTokens.TryParse(text, out var value))
            {
                bytes.Add(value);
                continue;
            }
            Flush(bytes, decoded);
            decoded.Add(text);
        }
        Flush(bytes, decoded);
        return decoded;
    }

    private static void Flush(List<byte> bytes, List<byte[]> decoded)
    {
        byte[] text = [.. bytes];
        bytes.Clear();
        if (Utf8.IsValid(text)) decoded.Add(text);
        else decoded.AddRange(text.Select(_ => "\uFFFD"u8.ToArray()));
    }
}
