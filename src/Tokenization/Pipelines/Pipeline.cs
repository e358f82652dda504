using Accounting.Tokenization.Pipelines.Decoders;
using Accounting.Tokenization.Pipelines.Normalizers;
using Accounting.Tokenization.Pipelines.PreTokenizers;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.Pipelines;

/// <summary>
/// The steps from text to tokens: added tokens are cut out, the rest is normalized, cut into pieces, made into tokens by the model, and
/// special tokens are put around it all. Immutable.
/// </summary>
internal sealed record Pipeline
{
    public required TokenModel Model { get; init; }
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];
    /// <summary>
    /// Whether added tokens are looked for in text. If not, they are ordinary text there, and only their ids have a meaning.
    /// </summary>
    public bool FindsAddedTokens { get; init; } = true;
    public IReadOnlyList<Normalizer> Normalizers { get; init; } = [];
    public IReadOnlyList<PieceSplitter> Splitters { get; init; } = [];
    /// <summary>Special tokens before and after each text.</summary>
    public IReadOnlyList<int> Before { get; init; } = [];
    public IReadOnlyList<int> After { get; init; } = [];
    public IReadOnlyList<TokenDecoder> Decoders { get; init; } = [];
}
