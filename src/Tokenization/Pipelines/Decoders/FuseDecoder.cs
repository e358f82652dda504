namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>Makes one text of all.</summary>
internal sealed class FuseDecoder : TokenDecoder
{
    public override List<byte[]> Decode(List<byte[]> texts) => [Join(texts, default)];
}
