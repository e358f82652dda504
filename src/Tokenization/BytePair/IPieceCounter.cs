namespace Accounting.Tokenization.BytePair;

/// <summary>Counts the tokens of one piece; two ways that agree on every piece.</summary>
internal interface IPieceCounter
{
    /// <param name="piece">At least one byte.</param>
    int Count(ReadOnlySpan<byte> piece);
}
