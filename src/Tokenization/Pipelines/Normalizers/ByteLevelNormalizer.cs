namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Writes each byte as the printable character that stands for it.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output) => ByteAlphabet.Write(text, output);
}
