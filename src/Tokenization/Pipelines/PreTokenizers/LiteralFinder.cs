namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Finds a string.</summary>
internal sealed class LiteralFinder(byte[] literal) : DelimiterFinder
{
    public override bool TryFind(ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        var found = text[from..].IndexOf(literal);
        start = from + found;
        end = start + literal.Length;
        return found >= 0;
    }
}
