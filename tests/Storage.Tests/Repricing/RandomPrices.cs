using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Storage.Tests.Repricing;

/// <summary>Prices made of a seed: some models and some meters have none. What has no time costs what the instant says.</summary>
internal sealed class RandomPrices(string version, int seed) : IPriceList
{
    public string Version => version;

    public string Digest => $"sha256:{version}-{seed}";

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt)
    {
        var time = key.Slot.IsUndated ? undatedAt.ToUnixTimeSeconds() : key.Slot.Index;
        var random = new Random(HashOf($"{seed}|{key.Tenant}|{key.ResponseModel}|{key.InputBand.Index}|{time}"));
        if (random.Next(6) == 0) return null;
        var byMeter = new Money?[(int)Meter.OutputTokens + 1];
        foreach (var meter in new[] { Meter.InputTokens, Meter.CachedInputTokens, Meter.OutputTokens })
            byMeter[(int)meter] = random.Next(7) == 0 ? null : new Money(random.NextInt64(3) * random.NextInt64(1L << 60));
        return new(key.ResponseModel, version, byMeter);
    }

    private static int HashOf(string text) => BitConverter.ToInt32(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
