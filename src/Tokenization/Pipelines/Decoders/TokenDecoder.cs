namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>A step from the texts of tokens back to text. Immutable.</summary>
internal abstract class TokenDecoder
{
    /// <summary>The texts after this step.</summary>
    public abstract List<byte[]> Decode(List<byte[]> texts);

    public static byte[] Join(List<byte[]> texts, ReadOnlySpan<byte> between)
    {
        var buffer = new Utf8Buffer();
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0) buffer.Add(between);
            buffer.Add(texts[i]);
        }
        return buffer.Text.ToArray();
    }
}
