namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>The model of a tokenizer: its vocabulary, and how pieces become tokens. Immutable.</summary>
internal abstract class TokenModel
{
    /// <summary>The tokens as they stand in the file.</summary>
    public abstract TokenTable Tokens { get; }

    /// <summary>An encoder for one thread.</summary>
    public abstract PieceEncoder CreateEncoder();
}
