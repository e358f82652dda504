namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// Byte-pair encoding: symbols of a piece, merged by rank. The symbols are code points, or, where a byte-level step is the last one before
/// the model, bytes.
/// </summary>
internal sealed class BpeModel : TokenModel
{
    private readonly TokenTable _pieces;
    private readonly MergeTable _merges;
    private readonly BpeOptions _options;
    private readonly int[]? _byteSymbols;
    private readonly bool _cutsAtSpaces;

    /// <param name="tokens">The tokens as they stand in the file.</param>
    /// <param name="pieces">The tokens as the model meets them: the same, or with the alphabet of bytes turned back into bytes.</param>
    /// <param name="merges">Merges by the ids of <paramref name="tokens"/>.</param>
    /// <param name="byteSymbols">The symbol of each byte where symbols are bytes, else null.</param>
    /// <param name="options">Everything else.</param>
    public BpeModel(TokenTable tokens, TokenTable pieces, MergeTable merges, int[]? byteSymbols, BpeOptions options)
    {
        Tokens = tokens;
        _pieces = pieces;
        _merges = merges;
        _byteSymbols = byteSymbols;
        _options = options;
        _cutsAtSpaces = byteSymbols is null && options is { WholePieceFirst: false, Prefix: [], Suffix: [] }
            && Metaspaces.AreBorders(tokens);
    }

    public override TokenTable Tokens { get; }

    public override PieceEncoder CreateEncoder()
    {
        SymbolReader reader = _byteSymbols is null ? new CodePointSymbols(_pieces, _options) : new ByteSymbols(_byteSymbols);
        return new BpeEncoder(_pieces, _merges, reader, _options.WholePieceFirst, _cutsAtSpaces);
    }
}
