using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;

namespace Accounting.Storage.Tests.Posting;

public sealed class StoredFormTests
{
    [Theory]
    [InlineData("0", "80000000000000000000000000000000")]
    [InlineData("0.000000000000000000000001", "80000000000000000000000000000001")]
    [InlineData("-0.000000000000000000000001", "7fffffffffffffffffffffffffffffff")]
    [InlineData("1", "800000000000d3c21bcecceda1000000")]
    public void Money_IsStoredAsSixteenOrderedBytes(string amount, string expected)
    {
        var bytes = new byte[MoneyBlob.Bytes];
        MoneyBlob.Write(Money.Parse(amount), bytes);
        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
        Assert.Equal(Money.Parse(amount), MoneyBlob.Read(bytes));
    }

    [Fact]
    public void Money_OrderOfBytes_IsOrderOfAmounts()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (var n = 0; n < 2_000; n++)
        {
            var (left, right) = (RandomMoney(random), RandomMoney(random));
            Assert.True(Math.Sign(Stored(left).AsSpan().SequenceCompareTo(Stored(right))) == Math.Sign(left.CompareTo(right)), $"seed {Seed}: {left} and {right}");
        }
        Assert.Equal(new Money(Int128.MinValue), MoneyBlob.Read(Stored(new(Int128.MinValue))));
        Assert.Equal(new Money(Int128.MaxValue), MoneyBlob.Read(Stored(new(Int128.MaxValue))));
    }

    [Fact]
    public void Quantities_OfAnySizeAndSign_ComeBack()
    {
        const int Seed = 8;
        var random = new Random(Seed);
        var bytes = new byte[QuantityBlob.BytesMax];
        for (var n = 0; n < 2_000; n++)
        {
            var amounts = Enumerable.Range(0, MeterSums.Count).Select(_ => random.Next(3) == 0 ? random.NextInt64(-(1L << 53), 1L << 53) >> random.Next(53) : 0).ToArray();
            var length = QuantityBlob.Write(amounts, negate: false, bytes);
            var read = new long[MeterSums.Count];
            QuantityBlob.AddTo(read, bytes.AsSpan(0, length));
            Assert.True(amounts.SequenceEqual(read), $"seed {Seed}, case {n}");
            length = QuantityBlob.Write(amounts, negate: true, bytes);
            QuantityBlob.AddTo(read, bytes.AsSpan(0, length));
            Assert.All(read, amount => Assert.Equal(0, amount));
        }
    }

    [Fact]
    public void Quantities_OfAnOrdinaryCall_AreAFewBytes()
    {
        var amounts = new long[MeterSums.Count];
        (amounts[0], amounts[8]) = (100, 10);
        var bytes = new byte[QuantityBlob.BytesMax];
        var length = QuantityBlob.Write(amounts, negate: false, bytes);
        Assert.Equal("0100c8010814", Convert.ToHexStringLower(bytes.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0200")]
    [InlineData("01ff00")]
    [InlineData("0100")]
    [InlineData("0100ff")]
    [InlineData("0100ffffffffffffffffffff")]
    public void Quantities_Damaged_AreRefused(string stored) =>
        Assert.Equal(LedgerFault.Damaged, Assert.Throws<LedgerException>(() => QuantityBlob.AddTo(new long[MeterSums.Count], Convert.FromHexString(stored))).Fault);

    private static Money RandomMoney(Random random) => new(new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64()) * (random.Next(2) == 0 ? 1 : -1) >> random.Next(120));

    private static byte[] Stored(Money money)
    {
        var bytes = new byte[MoneyBlob.Bytes];
        MoneyBlob.Write(money, bytes);
        return bytes;
    }
}
