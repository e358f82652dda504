using System.Text;

namespace Accounting.Tokenization.Pipelines.Decoders;

/// <summary>A decoder that looks at each token by itself, and at where it stands.</summary>
/// <param name="map">From the text of a token, its index and the number of tokens to what it becomes.</param>
internal sealed class MappingDecoder(Func<string, int, int, string> map) : TokenDecoder
{
    public override List<byte[]> Decode(List<byte[]> texts) =>
        [.. texts.Select((text, index) => Encoding.UTF8.GetBytes(map(Encoding.UTF8.GetString(text), index, texts.Count)))];
}
