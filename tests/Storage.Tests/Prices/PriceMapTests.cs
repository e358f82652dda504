using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Prices;

public abstract class PriceMapTests(LedgerKind kind) : LedgerTests(kind)
{
    private static readonly StoredPriceMap First = new("1", "sha256:1", new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), "one"u8.ToArray());

    [Fact]
    public void TrySavePriceMap_ComesBackAndTheNewestIsTheOneStoredLast()
    {
        using var ledger = NewLedger();
        Assert.Null(ledger.Accounting.LoadNewestPriceMap());
        var second = First with { Version = "2", Digest = "sha256:2", KnownSince = First.KnownSince.AddDays(-1) };
        Assert.True(ledger.Accounting.TrySavePriceMap(First, null));
        Assert.True(ledger.Accounting.TrySavePriceMap(second, "1"));
        Assert.True(ledger.Accounting.TrySavePriceMap(First, null));
        ledger.Reopen();
        var stored = ledger.Accounting.LoadPriceMap("1")!;
        Assert.Equal(First with { Content = default }, stored with { Content = default });
        Assert.Equal("one"u8.ToArray(), stored.Content.ToArray());
        Assert.Equal("2", ledger.Accounting.LoadNewestPriceMap()!.Version);
        Assert.Null(ledger.Accounting.LoadPriceMap("3"));
    }

    [Fact]
    public void TrySavePriceMap_SameVersionWithAnotherDigest_IsRefused()
    {
        using var ledger = NewLedger();
        Assert.True(ledger.Accounting.TrySavePriceMap(First, null));
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.TrySavePriceMap(First with { Digest = "sha256:other" }, "1"));
        Assert.Contains("A version is never changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TrySavePriceMap_AnotherVersionCameInBetween_IsNotStored()
    {
        using var ledger = NewLedger();
        Assert.True(ledger.Accounting.TrySavePriceMap(First, null));
        Assert.False(ledger.Accounting.TrySavePriceMap(First with { Version = "2", Digest = "sha256:2" }, null));
        Assert.Null(ledger.Accounting.LoadPriceMap("2"));
    }
}

public sealed class PriceMap_OnSqliteTests() : PriceMapTests(LedgerKind.Sqlite);

public sealed class PriceMap_OnPostgresTests() : PriceMapTests(LedgerKind.Postgres);
