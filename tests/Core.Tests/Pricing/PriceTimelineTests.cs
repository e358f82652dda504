using System.Collections.Immutable;
using Accounting.Core.Pricing;

namespace Accounting.Core.Tests.Pricing;

public class PriceTimelineTests
{
    private static readonly DateTimeOffset s_start = TestPrices.Day;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_RandomRows_SaysAtEachInstantWhatTheModelSays(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var model = RandomModel(random);
            var periods = PriceTimeline.Of(model);
            Assert.Null(periods[0].From);
            Assert.Null(periods[^1].To);
            for (var i = 1; i < periods.Length; i++) Assert.True(periods[i].From == periods[i - 1].To && periods[i].Row != periods[i - 1].Row, $"seed {seed}");
            for (var hour = -2; hour < 26; hour++)
            {
                var time = s_start.AddHours(hour);
                var period = periods.Single(period => (period.From is null || period.From <= time) && (period.To is null || time < period.To));
                Assert.True(model.RowAt(time) == period.Row, $"seed {seed}, round {round}, hour {hour}");
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void History_RandomRows_EachReplacesWhatWasBelievedBeforeIt(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 100; round++)
        {
            var model = RandomModel(random);
            var history = PriceTimeline.History(model);
            Assert.Equal(model.Rows, history.Select(entry => entry.Row));
            for (var i = 0; i < history.Length; i++)
            {
                var (before, after) = (model with { Rows = model.Rows[..i] }, model with { Rows = model.Rows[..(i + 1)] });
                for (var hour = -2; hour < 26; hour++)
                {
                    var time = s_start.AddHours(hour);
                    var replaced = history[i].Replaced.SingleOrDefault(period => period.Within(time, time.AddHours(1)) is not null);
                    var decides = ReferenceEquals(after.RowAt(time), model.Rows[i]);
                    Assert.True(decides == replaced is not null && (replaced is null || before.RowAt(time) == replaced.Row), $"seed {seed}, round {round}, row {i}");
                }
            }
        }
    }

    private static ModelPrices RandomModel(Random random)
    {
        var rows = Enumerable.Range(0, random.Next(1, 9)).Select(index =>
        {
            DateTimeOffset? from = random.Next(4) == 0 ? null : s_start.AddHours(random.Next(24));
            return new PriceRow
            {
                ValidFrom = from,
                ValidTo = random.Next(3) > 0 ? null : (from ?? s_start).AddHours(random.Next(1, 12)),
                KnownSince = s_start.AddDays(index),
                Kind = (PriceKind)random.Next(3),
                Prices = random.Next(6) == 0 ? PriceFields.None : TestPrices.Of($"{{'input_cost_per_token':'{index + 1}e-6'}}"),
            };
        });
        return new() { Provider = "acme", Model = "m", Rows = [.. rows] };
    }
}
