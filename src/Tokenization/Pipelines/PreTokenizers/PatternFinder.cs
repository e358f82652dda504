using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Finds the matches of a pattern.</summary>
internal sealed class PatternFinder(RegexPattern pattern) : DelimiterFinder
{
    private readonly RegexMatcher _matcher = pattern.CreateMatcher();

    public override DelimiterFinder ForThread() => new PatternFinder(pattern);

    public override void Begin(ReadOnlySpan<byte> text) => _matcher.Begin(text.Length);

    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end) =>
        _matcher.TryFind(text, from, out start, out end);
}
