using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Queries;

namespace Accounting.Storage.Tests.Queries;

public sealed class LineSumsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Add_ManyKeysAndMeters_AgreesWithADictionary(int seed)
    {
        var random = new Random(seed);
        var sums = new LineSums();
        var model = new Dictionary<long, long[]>();
        var bytes = new byte[QuantityBlob.BytesMax];
        for (var entry = 0; entry < 20_000; entry++)
        {
            var key = random.Next(1, 4_000);
            var amounts = new long[MeterSums.Count];
            for (var meters = random.Next(0, 6); meters > 0; meters--) amounts[random.Next(MeterSums.Count)] = random.Next(-5, 1_000);
            var length = QuantityBlob.Write(amounts, negate: false, bytes);
            sums.Add(key, 1, 0, bytes.AsSpan(0, length), Money.Zero, null);
            var expected = model.TryGetValue(key, out var known) ? known : model[key] = new long[MeterSums.Count];
            for (var meter = 0; meter < MeterSums.Count; meter++) expected[meter] += amounts[meter];
        }
        foreach (var (key, expected) in model)
        {
            var line = sums.Line(key, new EntryKey { Tenant = "t", Slot = Slot.Undated })!;
            Assert.True(MeterSums.ToQuantities(expected).SequenceEqual(line.Quantities), $"seed {seed}, key {key}");
        }
        Assert.False(sums.Has(1_000_000));
    }
}
