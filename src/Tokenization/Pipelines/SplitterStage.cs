using Accounting.Tokenization.Pipelines.PreTokenizers;

namespace Accounting.Tokenization.Pipelines;

/// <summary>A splitting step with the memory for its pieces. Not thread-safe.</summary>
internal sealed class SplitterStage(PieceSplitter splitter)
{
    /// <summary>Memory for more pieces is given back at the next call.</summary>
    private const int KeptPiecesMax = 1 << 20;

    private readonly Utf8Buffer _rewritten = new();

    /// <summary>The pieces of the text that was split last.</summary>
    public List<PieceRange> Pieces { get; } = [];

    /// <summary>Splits a text and answers the text that the pieces lie in: the same, or what the step wrote instead.</summary>
    public ReadOnlySpan<byte> Split(ReadOnlySpan<byte> text, bool isStart)
    {
        Pieces.Clear();
        if (Pieces.Capacity > KeptPiecesMax) Pieces.Capacity = 0;
        _rewritten.Clear();
        if (splitter.TryRewrite(text, isStart, _rewritten)) text = _rewritten.Text;
        if (!text.IsEmpty) splitter.Split(text, Pieces);
        return text;
    }
}
