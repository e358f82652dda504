using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>
/// A compiled character map as Rust's <c>tokenizers</c> applies it: a grapheme cluster of fewer than 6 bytes becomes what its shortest
/// known prefix becomes; in others each code point by itself. SentencePiece itself takes the longest prefix at each place.
/// </summary>
internal sealed class PrecompiledNormalizer(CharacterMap map) : Normalizer
{
    private const int ClusterBytesEnd = 6;

    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output)
    {
        var characters = Encoding.UTF8.GetString(text).AsSpan();
        while (!characters.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(characters);
            var bytes = Encoding.UTF8.GetByteCount(characters[..length]);
            WriteCluster(text[..bytes], output);
            characters = characters[length..];
            text = text[bytes..];
        }
    }

    private void WriteCluster(ReadOnlySpan<byte> cluster, Utf8Buffer output)
    {
        if (cluster.Length < ClusterBytesEnd && map.TryFindShortest(cluster, out var replacement))
        {
            output.Add(replacement);
            return;
        }
        while (!cluster.IsEmpty)
        {
            Rune.DecodeFromUtf8(cluster, out _, out var length);
            output.Add(map.TryFindShortest(cluster[..length], out replacement) ? replacement : cluster[..length]);
            cluster = cluster[length..];
        }
    }
}
