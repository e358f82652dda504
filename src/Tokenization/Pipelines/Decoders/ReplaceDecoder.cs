using Accounting.Tokenization.Pipelines.Normalizers;
using Accounting.Tokenization.Pipelines.PreTokenizers;

namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>Puts a text in the place of each match within a token.</summary>
internal sealed class ReplaceDecoder(DelimiterFinder finder, byte[] content) : TokenDecoder
{
    public override List<byte[]> Decode(List<byte[]> texts)
    {
        var (replace, output) = (new ReplaceNormalizer(finder, content), new Utf8Buffer());
        return [.. texts.Select(text =>
        {
            output.Clear();
            replace.Normalize(text, output);
            return output.Text.ToArray();
        })];
    }
}
