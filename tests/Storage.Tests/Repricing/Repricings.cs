using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Storage.Postgres;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>Bills and prices again with prices that no cost map holds.</summary>
internal static class Repricings
{
    public static RepricePlan Plan(this TestLedger ledger, IPriceList prices, RepriceScope? scope = null) => ledger.Accounting switch
    {
        SqliteAccounting sqlite => sqlite.PlanReprice(scope ?? new(), prices),
        PostgresAccounting postgres => postgres.PlanReprice(scope ?? new(), prices),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    public static RepriceReceipt Reprice(this TestLedger ledger, IPriceList prices, RepriceScope? scope = null, string? plan = null, string reason = "a test") =>
        ledger.RepriceUntil(prices, new(scope ?? new(), new(), reason, plan), TestContext.Current.CancellationToken);

    /// <summary>As above, until it is cancelled.</summary>
    public static RepriceReceipt RepriceUntil(this TestLedger ledger, IPriceList prices, RepriceOrder order, CancellationToken cancelled) => ledger.Accounting switch
    {
        SqliteAccounting sqlite => sqlite.Reprice(order, prices, cancelled),
        PostgresAccounting postgres => postgres.Reprice(order, prices, cancelled),
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    /// <summary>
    /// Bills inputs in chunks with prices of their own; stops after <paramref name="chunksMax"/> chunks, and goes on when called again.
    /// </summary>
    public static string Bill(this TestLedger ledger, string command, IPriceList prices, int chunkCalls, int chunksMax, params TestInput[] inputs)
    {
        var run = ledger.Accounting.StartOrResume(Plans.Of(command, inputs) with { PriceVersion = prices.Version, PriceDigest = prices.Digest });
        var posted = 0;
        foreach (var record in run.Inputs.Where(input => !input.Skipped && !input.Done))
        {
            foreach (var chunk in Chunks.Of(record.Ordinal, inputs[record.Ordinal], chunkCalls, record.Next))
            {
                if (posted++ == chunksMax) return run.Run;
                ledger.Accounting.PostChunk(run.Run, chunk, prices);
            }
        }
        ledger.Accounting.Finish(run.Run);
        return run.Run;
    }

    public static string Bill(this TestLedger ledger, string command, IPriceList prices, params TestInput[] inputs) => ledger.Bill(command, prices, 3, int.MaxValue, inputs);
}
