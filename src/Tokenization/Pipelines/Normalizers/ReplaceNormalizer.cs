using Accounting.Tokenization.Pipelines.PreTokenizers;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>Puts a text in the place of each match.</summary>
internal sealed class ReplaceNormalizer(DelimiterFinder finder, byte[] content) : Normalizer
{
    private readonly DelimiterFinder _finder = finder.ForThread();

    public override Normalizer ForThread() => new ReplaceNormalizer(finder, content);

    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        _finder.Begin(text);
        var at = 0;
        while (at < text.Length && _finder.TryFind(text, at, out var start, out var end))
        {
            output.Add(text[at..start]);
            output.Add(content);
            at = end;
        }
        output.Add(text[at..]);
    }
}
