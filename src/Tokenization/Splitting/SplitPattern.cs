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

    /// <summary>The borders from one on, as the counters of a way find them.</summary>
    /// <returns>How many pieces they make; their start and ends are written.</returns>
    public abstract int FindBorders(CountingWay way, ReadOnlySpan<byte> text, int start, Span<int> borders);

    /// <param name="encodingName">The encoding's name.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="way">How it works.</param>
    /// <param name="guard">May stop a count.</param>
    public abstract TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, CountingWay way, CountingGuard? guard);

    private sealed class For<TSplitter> : SplitPattern where TSplitter : struct, ISplitter
    {
        public override int PieceEnd(ReadOnlySpan<byte> text, int start) => TSplitter.PieceEnd(text, start);

        public override unsafe int FindBorders(CountingWay way, ReadOnlySpan<byte> text, int start, Span<int> borders)
        {
            fixed (byte* bytes = text, tail = new byte[PaddedText.TailBytes])
            {
                var padded = new PaddedText(bytes, text.Length, tail);
                return way switch
                {
                    CountingWay.Vector512 => BorderFinder<TSplitter, BlockBytes512>.Find(padded, start, borders),
                    CountingWay.Vector256 => BorderFinder<TSplitter, BlockBytes256>.Find(padded, start, borders),
                    _ => BorderFinder<TSplitter, BlockBytes128>.Find(padded, start, borders),
                };
            }
        }

        public override TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, CountingWay way, CountingGuard? guard) => way switch
        {
            CountingWay.Vector512 => new BatchCounter<TSplitter, BlockBytes512>(encodingName, vocabulary, guard),
            CountingWay.Vector256 => new BatchCounter<TSplitter, BlockBytes256>(encodingName, vocabulary, guard),
            CountingWay.Vector128 => new BatchCounter<TSplitter, BlockBytes128>(encodingName, vocabulary, guard),
            _ => new BytePairCounter<TSplitter>(encodingName, vocabulary, guard),
        };
    }
}
