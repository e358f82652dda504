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

    /// <inheritdoc cref="BorderFinder{TSplitter}.Find"/>
    public abstract int FindBorders(ReadOnlySpan<byte> text, int start, Span<int> borders);

    /// <param name="encodingName">The encoding's name.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="scalar">Without vector instructions, piece by piece: slower, for machines that lack them and as a check on the other
    /// way.</param>
    /// <param name="guard">May stop a count.</param>
    public abstract TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, bool scalar, CountingGuard? guard);

    private sealed class For<TSplitter> : SplitPattern where TSplitter : struct, ISplitter
    {
        public override int PieceEnd(ReadOnlySpan<byte> text, int start) => TSplitter.PieceEnd(text, start);

        public override unsafe int FindBorders(ReadOnlySpan<byte> text, int start, Span<int> borders)
        {
            fixed (byte* bytes = text, tail = new byte[PaddedText.TailBytes])
                return BorderFinder<TSplitter>.Find(new PaddedText(bytes, text.Length, tail), start, borders);
        }

        public override TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, bool scalar, CountingGuard? guard) => scalar
            ? new BytePairCounter<TSplitter>(encodingName, vocabulary, guard)
            : new BatchCounter<TSplitter>(encodingName, vocabulary, guard);
    }
}
