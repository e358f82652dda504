namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Makes tokens of one piece of text. Holds scratch memory and caches, so each thread has its own.</summary>
internal abstract class PieceEncoder
{
    /// <summary>Adds the tokens of a piece of valid UTF-8 of at least one byte.</summary>
    /// <exception cref="InvalidDataException">The vocabulary has no token for it, and none for what is unknown.</exception>
    public abstract void Encode(ReadOnlySpan<byte> piece, List<int> tokens);
}
