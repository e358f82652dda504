using System.Text;
using Accounting.Storage.Postgres;

namespace Accounting.Storage.Tests.Postgres;

public sealed class PostgresTextTests
{
    [Fact]
    public void ToStored_AnyText_ComesBackWithoutNulAndInTheSameOrder()
    {
        const int Seed = 20261122;
        const string Characters = "\0\u0001\u0002\u0003ab\u00e9\u20ac";
        var random = new Random(Seed);
        var texts = Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Characters[random.Next(Characters.Length)]))).ToList();
        foreach (var text in texts)
        {
            var stored = PostgresText.ToStored(text);
            Assert.DoesNotContain('\0', stored);
            Assert.True(text == PostgresText.FromStored(stored), $"seed {Seed}: {Convert.ToHexString(Encoding.UTF8.GetBytes(text))}");
        }
        foreach (var (left, right) in texts.Zip(texts.Skip(1)))
        {
            var (before, after) = (Compare(left, right), Compare(PostgresText.ToStored(left), PostgresText.ToStored(right)));
            Assert.True(Math.Sign(before) == Math.Sign(after), $"seed {Seed}: {Convert.ToHexString(Encoding.UTF8.GetBytes(left))} {Convert.ToHexString(Encoding.UTF8.GetBytes(right))}");
        }
    }

    [Fact]
    public void ToStored_HalfOfASurrogatePair_IsReplacedAsInUtf8() => Assert.Equal("a\ufffdb", PostgresText.ToStored("a\ud800b"));

    private static int Compare(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
