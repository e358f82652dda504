using System.Text;
using Accounting.Tokenization.Pipelines.PreTokenizers;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads <c>{"String": …}</c> and <c>{"Regex": …}</c>.</summary>
internal static class PatternReader
{
    public static DelimiterFinder Finder(JsonPart part)
    {
        if (part["Regex"] is { HasValue: true } regex) return new PatternFinder(Pattern(regex));
        var literal = part["String"].Text();
        return literal.Length > 0
            ? new LiteralFinder(Encoding.UTF8.GetBytes(literal))
            : throw part["String"].Unsupported("an empty string as a pattern");
    }

    public static RegexPattern Pattern(JsonPart regex)
    {
        try
        {
            return new(regex.Text());
        }
        catch (NotSupportedException exception)
        {
            throw new NotSupportedException($"tokenizer.json: {regex.Path}: {exception.Message}", exception);
        }
    }
}
