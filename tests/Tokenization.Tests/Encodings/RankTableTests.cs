using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.Encodings;

public class RankTableTests
{
    // The text form that OpenAI publishes: base64, a space, the rank, a line feed, in rank order.
    [Theory]
    [InlineData("cl100k_base", 100256, "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7")]
    [InlineData("o200k_base", 199998, "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")]
    [InlineData("o200k_harmony", 199998, "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d")]
    public void Decode_EveryRank_IsThePublishedTable(string encoding, int ranks, string sha256)
    {
        var tokens = TokenEncoding.Get(encoding);
        var text = new StringBuilder();
        for (var rank = 0; rank < ranks; rank++)
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(tokens.Decode([rank]))} {rank}\n");
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()))));
    }
}
