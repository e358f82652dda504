using System.Text;
using Accounting.Tokenization.Pipelines.PreTokenizers;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer.json.</summary>
internal sealed class PreTokenizerReader
{
    private readonly StepBudget _budget = new();
    private readonly List<PieceSplitter> _steps = [];

    public static List<PieceSplitter> Read(JsonPart part)
    {
        var reader = new PreTokenizerReader();
        if (part.HasValue) reader.Add(part);
        return reader._steps;
    }

    private void Add(JsonPart part)
    {
        _budget.Take(part);
        switch (part.Type)
        {
            case "Sequence":
                foreach (var item in part["pretokenizers"].Items()) Add(item);
                break;
            case "ByteLevel":
                var gpt2 = part["use_regex"].Flag(true) ? KnownPatternSplitter.For(KnownPatternSplitter.Gpt2) : null;
                _steps.Add(new ByteLevelSplitter(part["add_prefix_space"].Flag(true), gpt2));
                _steps.Add(new ByteAlphabetWriter());
                break;
            case "BertPreTokenizer":
                _steps.Add(Single(UnicodeSets.WhiteSpace, SplitBehavior.Removed));
                _steps.Add(Single(RustSets.Punctuation, SplitBehavior.Isolated));
                break;
            default:
                _steps.Add(Step(part));
                break;
        }
    }

    private PieceSplitter Step(JsonPart part) => part.Type switch
    {
        "Whitespace" => Words(),
        "WhitespaceSplit" => Single(UnicodeSets.WhiteSpace, SplitBehavior.Removed),
        "Digits" => Single(RustSets.Numbers, part["individual_digits"].Flag(false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
        "Punctuation" => Single(RustSets.Punctuation, Behavior(part["behavior"], SplitBehavior.Isolated)),
        "CharDelimiterSplit" => new DelimiterSplitter(new LiteralFinder(Character(part["delimiter"])), SplitBehavior.Removed),
        "Metaspace" => Metaspace(part),
        "Split" => Split(part),
        var other => throw part.Unsupported($"the pre-tokenizer '{other}'"),
    };

    private static DelimiterSplitter Single(CodePointSet set, SplitBehavior behavior) => new(new CodePointFinder(set), behavior);

    /// <summary><c>\w+|[^\w\s]+</c> of Rust's expressions.</summary>
    private static DelimiterSplitter Words()
    {
        static RegexNode Run(CodePointSet set) => new RegexNode.Repeat(new RegexNode.Set(set), 1, int.MaxValue, IsLazy: false);
        var pattern = new RegexPattern(@"\w+|[^\w\s]+", new RegexNode.Choice([Run(RustSets.Word), Run(RustSets.Word.Or(UnicodeSets.WhiteSpace).Inverted())]));
        return new(new PatternFinder(pattern), SplitBehavior.Removed, isInverted: true);
    }

    private MetaspaceSplitter Metaspace(JsonPart part)
    {
        var scheme = part["prepend_scheme"].Text(part["add_prefix_space"].Flag(true) ? "always" : "never");
        var prefix = scheme switch
        {
            "always" => MetaspacePrefix.Always,
            "first" => MetaspacePrefix.First,
            "never" => MetaspacePrefix.Never,
            _ => throw part["prepend_scheme"].Expected("always, first or never"),
        };
        if (prefix == MetaspacePrefix.First && _steps.Count > 0)
            throw part.Unsupported("prepend_scheme 'first' after another pre-tokenizer");
        return new(Character(part["replacement"]), prefix, part["split"].Flag(true));
    }

    private static PieceSplitter Split(JsonPart part)
    {
        var (behavior, isInverted) = (Behavior(part["behavior"], null), part["invert"].Flag(false));
        var known = part["pattern"]["Regex"] is { Value.IsString: true } regex ? KnownPatternSplitter.For(regex.Text()) : null;
        // These match all of the text: what is isolated, and what stays where the rest is removed, is each match.
        var keepsMatches = behavior == SplitBehavior.Isolated || (behavior == SplitBehavior.Removed && isInverted);
        return known is not null && keepsMatches
            ? known
            : new DelimiterSplitter(PatternReader.Finder(part["pattern"]), behavior, isInverted);
    }

    private static SplitBehavior Behavior(JsonPart part, SplitBehavior? otherwise) => part.HasValue || otherwise is null
        ? part.Text() switch
        {
            "Removed" => SplitBehavior.Removed,
            "Isolated" => SplitBehavior.Isolated,
            "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
            "MergedWithNext" => SplitBehavior.MergedWithNext,
            "Contiguous" => SplitBehavior.Contiguous,
            _ => throw part.Expected("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous"),
        }
        : otherwise.Value;

    private static byte[] Character(JsonPart part)
    {
        var text = part.Text();
        return text.EnumerateRunes().Count() == 1 ? Encoding.UTF8.GetBytes(text) : throw part.Expected("one character");
    }
}
