using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Repricing;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Stored;

/// <summary>The ledger that each version keeps a file of, and what every later version must find in it.</summary>
internal static class StoredLedgers
{
    private static readonly TestInput First = new(
        "file:///first",
        new("1"), new("2", Tenant: "Büro\t\\", Model: "large") { Cached = 40 }, new("1"), new("1", Input: 7), new("3", Model: "unknown", Slot: 9),
        new("4", Slot: 3) { ReportedCost = Money.Parse("0.25") }, new("5") { IsUndated = true }, new("6", Model: "dear", Input: 1L << 40));

    private static readonly TestInput Voided = new("file:///voided", new("7"), new("8", Tenant: "globex"));

    private static readonly TestInput Open = new("file:///open", [.. Enumerable.Range(0, 40).Select(number => new TestCall($"open-{number}", Slot: number % 5))]);

    /// <summary>A finished run with repeats, a conflict, a cost of the log, calls without time and without price; a voided one; one that is half posted; a cost map.</summary>
    public static void Write(TestLedger ledger)
    {
        Assert.True(ledger.Accounting.TrySavePriceMap(new("1", "sha256:1", ledger.Time.Now, "a cost map"u8.ToArray()), null));
        ledger.Bill("first", 3, First);
        ledger.Accounting.VoidRun(ledger.Bill("voided", 9, Voided), "wrong tenant");
        var open = ledger.Start("open", Open);
        ledger.PostFrom(open.Run, open.Inputs[0], Open, 8, chunksMax: 3);
    }

    /// <summary>As <see cref="Write"/>, priced again twice, the second time with a model that has no price any more, and the run that is half posted gone on with.</summary>
    public static void WriteRepriced(TestLedger ledger)
    {
        Write(ledger);
        ledger.Reprice(new ListedPrices("2", ("small", "0.00001", "0.000001", "0.00002"), ("unknown", "0", "0", "0.5")), reason: "ten times too low");
        ledger.PostFrom(ledger.Accounting.Runs()[0].Run, ledger.Accounting.Runs()[0].Inputs[0], Open, 8, chunksMax: 1);
        ledger.Reprice(new ListedPrices("3", ("small", "0.000003", "0.000001", "0.000002")), new() { Tenants = ["acme"] }, reason: "agreed");
    }

    /// <summary>Whether the ledger is as it was written, and can be gone on with.</summary>
    public static void Check(TestLedger ledger, string digest, bool isRepriced = false)
    {
        var accounting = ledger.Accounting;
        Assert.Empty(accounting.Verify());
        Assert.Equal(digest, accounting.Digest());
        Assert.Equal(
            [isRepriced ? "Unfinished 32/32" : "Unfinished 24/24", "Voided 2/2", "Finished 8/6"],
            accounting.Runs().Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.State} {run.Inputs[0].Counts.Read}/{run.Inputs[0].Counts.Accepted}")));
        Assert.Equal("a cost map"u8.ToArray(), accounting.LoadNewestPriceMap()!.Content.ToArray());
        Assert.Equal(RejectReasons.Conflicting, Assert.Single(accounting.Quarantine(accounting.Runs()[^1].Run)).Record.Reason);

        ledger.Bill("open", 8, Open);
        var again = ledger.Run(ledger.Bill("again", 8, First with { Fingerprint = "2" }, Voided)).Inputs;
        Assert.Equal((8, 0, 7, 1), (again[0].Counts.Read, again[0].Counts.Accepted, again[0].Counts.Duplicate, again[0].Counts.Conflicting));
        Assert.Equal((2, 2), (again[1].Counts.Read, again[1].Counts.Accepted));
        Assert.Empty(accounting.Verify());
    }
}
