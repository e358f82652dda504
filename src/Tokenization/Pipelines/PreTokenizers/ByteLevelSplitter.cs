namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>The first half of a byte-level step: puts a space in front where that is wanted, and cuts by GPT-2's pattern.</summary>
internal sealed class ByteLevelSplitter(bool addsSpace, PieceSplitter? pattern) : PieceSplitter
{
    public override bool TryRewrite(ReadOnlySpan<byte> text, bool isStart, Utf8Buffer output)
    {
        if (!addsSpace || text[0] == ' ') return false;
        output.Add((byte)' ');
        output.Add(text);
        return true;
    }

    public override void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces)
    {
        if (pattern is null) pieces.Add(new(0, text.Length));
        else pattern.Split(text, pieces);
    }
}
