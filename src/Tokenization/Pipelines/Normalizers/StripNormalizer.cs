using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Takes white space off the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        while (left && !text.IsEmpty && Rune.DecodeFromUtf8(text, out var rune, out var length) == 0
            && Rune.IsWhiteSpace(rune)) text = text[length..];
        while (right && !text.IsEmpty && Rune.DecodeLastFromUtf8(text, out var rune, out var length) == 0 && Rune.IsWhiteSpace(rune))
            text = text[..^length];
        output.Add(text);
    }
}
