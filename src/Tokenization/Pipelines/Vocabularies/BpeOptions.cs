namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>How symbols are found, and what becomes of those that the vocabulary does not have.</summary>
internal sealed record BpeOptions
{
    /// <summary>The id of the token for what is unknown, or <see cref="TokenTable.None"/>: then it is left out.</summary>
    public int Unknown { get; init; } = TokenTable.None;

    /// <summary>Whether neighbouring unknown symbols become one.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether a symbol that is missing becomes the tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c> of its bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Put before every symbol but the first one of a piece.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Put after the last symbol of a piece.</summary>
    public byte[] Suffix { get; init; } = [];

    /// <summary>Whether a piece that is a token as a whole is that token, whatever the merges say (<c>ignore_merges</c>).</summary>
    public bool WholePieceFirst { get; init; }
}
