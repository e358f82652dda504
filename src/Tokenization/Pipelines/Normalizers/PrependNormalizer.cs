namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Puts a text in front of every text that is not empty.</summary>
internal sealed class PrependNormalizer(byte[] prefix) : Normalizer
{
    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        if (!text.IsEmpty) output.Add(prefix);
        output.Add(text);
    }
}
