using Accounting.Tokenization.BytePair;

namespace Accounting.Tokenization.Splitting;

/// <summary>A splitting pattern as a value. Counters are compiled for each pattern, so that no call goes through an interface.</summary>
internal abstract class SplitPattern
{
    public static readonly SplitPattern Gpt2 = new For<Gpt2Splitter>();
    public static readonly SplitPattern Cl100k = new For<Cl100kSplitter>();
    public static readonly SplitPattern O200k = new For<O200kSplitter>();

    /// <inheritdoc cref="ISplitter.PieceEnd"/>
    public abstract int PieceEnd(ReadOnlySpan<byte> text, int start);

    public abstract TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary);

    private sealed class For<TSplitter> : SplitPattern where TSplitter : struct, ISplitter
    {
        public override int PieceEnd(ReadOnlySpan<byte> text, int start) => TSplitter.PieceEnd(text, start);

        public override TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary) => new BytePairCounter<TSplitter>(encodingName, vocabulary);
    }
}
