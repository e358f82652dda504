namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Each byte is a symbol, and all 256 have a token.</summary>
internal sealed class ByteSymbols(int[] symbolOfByte) : SymbolReader
{
    public override int Read(ReadOnlySpan<byte> piece, Span<int> symbols)
    {
        for (var i = 0; i < piece.Length; i++) symbols[i] = symbolOfByte[piece[i]];
        return piece.Length;
    }
}
