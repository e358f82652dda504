namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>The symbols of a piece before any merge. Not thread-safe.</summary>
internal abstract class SymbolReader
{
    /// <summary>Writes the symbols of a piece and answers how many they are.</summary>
    /// <param name="piece">Valid UTF-8.</param>
    /// <param name="symbols">Room for one symbol per byte.</param>
    public abstract int Read(ReadOnlySpan<byte> piece, Span<int> symbols);
}
