using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>A normalizer that looks at each code point by itself.</summary>
internal abstract class CodePointNormalizer : Normalizer
{
    public sealed override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            Write(rune, output);
        }
    }

    /// <summary>Writes what becomes of a code point: itself, others, nothing.</summary>
    protected abstract void Write(Rune rune, Utf8Buffer output);
}
