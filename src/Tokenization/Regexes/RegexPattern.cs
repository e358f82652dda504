namespace Accounting.Tokenization.Regexes;

/// <summary>
/// A pattern over the code points of UTF-8 text with the rules of Oniguruma (leftmost, first alternative). The runtime's own expressions
/// work on UTF-16: there a class never matches a letter outside the first plane. Immutable.
/// </summary>
internal sealed class RegexPattern
{
    private readonly RegexStep[] _steps;

    /// <exception cref="NotSupportedException">Something in the pattern is not supported; the message names it.</exception>
    /// <exception cref="InvalidDataException">It is no pattern.</exception>
    public RegexPattern(string pattern) : this(pattern, RegexParser.Parse(pattern))
    {
    }

    /// <param name="pattern">What to call it.</param>
    /// <param name="node">What it is.</param>
    public RegexPattern(string pattern, RegexNode node)
    {
        Text = pattern;
        if (node.LengthMin == 0) throw RegexErrors.Unsupported(pattern, 0, "a match that may be empty");
        _steps = RegexCompiler.Compile(node);
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>A matcher for one thread.</summary>
    public RegexMatcher CreateMatcher() => new(Text, _steps);
}
