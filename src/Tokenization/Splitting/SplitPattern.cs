using Accounting.Tokenization.BytePair;

namespace Accounting.Tokenization.Splitting;

/// <summary>A splitting pattern as a value. Counters are compiled for each pattern, so that no call goes through an interface.</summary>
internal abstract class SplitPattern
{
    public static readonly SplitPattern Gpt2 = new For<Gpt2Splitter<VectorInstructions>, Gpt2Splitter<ScalarInstructions>>();
    public static readonly SplitPattern Cl100k = new For<Cl100kSplitter<VectorInstructions>, Cl100kSplitter<ScalarInstructions>>();
    public static readonly SplitPattern O200k = new For<O200kSplitter<VectorInstructions>, O200kSplitter<ScalarInstructions>>();

    /// <inheritdoc cref="ISplitter.PieceEnd"/>
    /// <param name="scalar">As for <see cref="CreateCounter"/>.</param>
    public abstract int PieceEnd(ReadOnlySpan<byte> text, int start, bool scalar);

    /// <param name="scalar">Without vector instructions, piece by piece: slower, for machines that lack them and as a check on the other
    /// way.</param>
    public abstract TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, bool scalar);

    private sealed class For<TVector, TScalar> : SplitPattern where TVector : struct, ISplitter where TScalar : struct, ISplitter
    {
        public override int PieceEnd(ReadOnlySpan<byte> text, int start, bool scalar) =>
            scalar ? TScalar.PieceEnd(text, start) : TVector.PieceEnd(text, start);

        public override TokenCounter CreateCounter(string encodingName, Vocabulary vocabulary, bool scalar) => scalar
            ? new BytePairCounter<TScalar>(encodingName, vocabulary)
            : new BatchCounter<TVector>(encodingName, vocabulary);
    }
}
