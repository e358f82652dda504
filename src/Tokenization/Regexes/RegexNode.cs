namespace Accounting.Tokenization.Regexes;

/// <summary>A parsed pattern.</summary>
internal abstract record RegexNode
{
    /// <summary>One code point of a set.</summary>
    public sealed record Set(CodePointSet Codes) : RegexNode;

    /// <summary>One after the other.</summary>
    public sealed record Sequence(IReadOnlyList<RegexNode> Items) : RegexNode;

    /// <summary>The first that leads to a match.</summary>
    public sealed record Choice(IReadOnlyList<RegexNode> Options) : RegexNode;

    /// <summary>Something <paramref name="Min"/> to <paramref name="Max"/> times, as often as possible unless lazy.</summary>
    public sealed record Repeat(RegexNode Item, int Min, int Max, bool IsLazy) : RegexNode;

    /// <summary>What is never gone back into once it matched: <c>(?&gt;…)</c>, <c>a++</c>.</summary>
    public sealed record Atomic(RegexNode Item) : RegexNode;

    /// <summary>Whether something follows, without taking it.</summary>
    public sealed record Ahead(RegexNode Item, bool IsNegative) : RegexNode;

    /// <summary>Whether a code point of a set stands before.</summary>
    public sealed record Behind(CodePointSet Codes, bool IsNegative) : RegexNode;

    /// <summary>A place: the start or the end of the text or of a line.</summary>
    public sealed record Place(RegexPlace Kind) : RegexNode;

    /// <summary>Fewest code points of a match.</summary>
    public int LengthMin => this switch
    {
        Set => 1,
        Sequence sequence => sequence.Items.Sum(item => item.LengthMin),
        Choice choice => choice.Options.Min(option => option.LengthMin),
        Repeat repeat => repeat.Min * repeat.Item.LengthMin,
        Atomic atomic => atomic.Item.LengthMin,
        _ => 0,
    };
}
