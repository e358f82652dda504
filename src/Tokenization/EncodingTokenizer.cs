using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization;

/// <summary>An encoding of this library as a tokenizer. It adds no special tokens.</summary>
internal sealed class EncodingTokenizer(TokenEncoding encoding) : Tokenizer
{
    public override string Name => encoding.Name;

    public override TokenCounter CreateCounter(bool addSpecialTokens = true) => encoding.CreateCounter();

    public override void Encode(ReadOnlySpan<byte> utf8, List<int> tokens, bool addSpecialTokens = true) => encoding.Encode(utf8, tokens);

    public override byte[] Decode(ReadOnlySpan<int> tokens) => encoding.Decode(tokens);
}
