using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>Prices of a token as a test writes them down: input, cached input, output.</summary>
internal sealed class ListedPrices(string version, params (string Model, string Input, string Cached, string Output)[] models) : IPriceList
{
    public string Version => version;

    public string Digest => $"sha256:{version}";

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt)
    {
        foreach (var (model, input, cached, output) in models)
        {
            if (model != key.ResponseModel) continue;
            var byMeter = new Money?[(int)Meter.OutputTokens + 1];
            byMeter[(int)Meter.InputTokens] = Money.Parse(input);
            byMeter[(int)Meter.CachedInputTokens] = Money.Parse(cached);
            byMeter[(int)Meter.OutputTokens] = Money.Parse(output);
            return new(model, version, byMeter);
        }
        return null;
    }
}
