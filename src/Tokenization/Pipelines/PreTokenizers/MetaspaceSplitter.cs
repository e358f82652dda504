namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Writes a mark for each space, puts one in front, and cuts before each mark.</summary>
/// <param name="mark">What stands for a space: mostly ▁.</param>
/// <param name="prefix">Where one is put in front.</param>
/// <param name="cuts">Whether the text is cut.</param>
internal sealed class MetaspaceSplitter(byte[] mark, MetaspacePrefix prefix, bool cuts) : PieceSplitter
{
    private readonly DelimiterSplitter _splitter = new(new LiteralFinder(mark), SplitBehavior.MergedWithNext);

    public override bool TryRewrite(ReadOnlySpan<byte> text, bool isStart, Utf8Buffer output)
    {
        var isPrefixed = prefix == MetaspacePrefix.Always || (prefix == MetaspacePrefix.First && isStart);
        if (isPrefixed && text[0] != ' ' && !text.StartsWith(mark)) output.Add(mark);
        foreach (var part in text.Split((byte)' '))
        {
            if (part.Start.Value > 0) output.Add(mark);
            output.Add(text[part]);
        }
        return true;
    }

    public override void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces)
    {
        if (cuts) _splitter.Split(text, pieces);
        else pieces.Add(new(0, text.Length));
    }
}
