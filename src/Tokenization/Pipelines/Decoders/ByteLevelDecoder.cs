namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>
/// Turns the characters that stand for bytes back into bytes; a token with another character stays as it is. The bytes are kept where they
/// are no UTF-8 (Rust's <c>tokenizers</c> answers a string, with U+FFFD there).
/// </summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    public override List<byte[]> Decode(List<byte[]> texts)
    {
        var bytes = new Utf8Buffer();
        return [Join([.. texts.Select(text =>
        {
            bytes.Clear();
            return ByteAlphabet.TryRead(text, bytes) ? bytes.Text.ToArray() : text;
        })], default)];
    }
}
