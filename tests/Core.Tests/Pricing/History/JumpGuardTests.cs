using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing.History;

/// <summary>What the checks would have done to the community map's own history.</summary>
public class JumpGuardTests(ITestOutputHelper output)
{
    private static readonly ExactDecimal s_hundred = new(100, 0);

    // A cut to a fortieth that was a slip itself, and was repaired a month later by less than a hundredfold.
    private const string FlashSlip = "6005450c8fe6";

    [Fact]
    public void Register_RecordedHistory_FindsUnitMistakesAndRefusesFewHonestChanges()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var events = RecordedHistory.Events();
        var mistaken = Mistakes(events);
        var book = new PriceBook(CostMap.Empty);
        var (found, missed, repairs, honest) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < events.Count; i++)
        {
            var offer = events[i].Offer;
            var isTaken = book.Register(offer).Model is not null;
            if (mistaken.Contains(i)) (isTaken ? missed : found).Add(offer.Model);
            else if (!isTaken) (wrong.Contains(offer.Model) ? repairs : honest).Add(offer.Model);
            // What repairs a mistake that slipped through is registered as what it is; all else that is refused stays out.
            if (!isTaken && !mistaken.Contains(i)) Assert.NotNull(book.Register(offer with { Kind = PriceKind.Correction, Reason = "wrong unit" }).Model);
            if (isTaken && mistaken.Contains(i)) wrong.Add(offer.Model);
            else if (!mistaken.Contains(i)) wrong.Remove(offer.Model);
        }
        output.WriteLine($"unit mistakes: {found.Count} found, {missed.Count} missed; refused: {repairs.Count} repairs of missed ones, {honest.Count} honest changes of {events.Count - mistaken.Count}");
        output.WriteLine($"missed: {string.Join(", ", missed)}");
        output.WriteLine($"honest: {string.Join(", ", honest)}");
        Assert.True(found.Count * 100 >= mistaken.Count * 85, $"{found.Count} of {mistaken.Count}");
        Assert.True(honest.Count <= 2, string.Join(", ", honest));
    }

    // An event is a mistake where a later one divides its price by a hundred or more, or where it asks for a price that nobody asks for.
    private static HashSet<int> Mistakes(List<RecordedEvent> events)
    {
        var mistakes = new HashSet<int>();
        var set = new Dictionary<(string Model, string Field), (ExactDecimal Value, int By)>();
        for (var i = 0; i < events.Count; i++)
        {
            var (model, commit) = (events[i].Offer.Model, events[i].Offer.Source);
            foreach (var (field, value) in events[i].Offer.Prices.Values)
            {
                if (set.TryGetValue((model, field), out var before) && before.Value == value) continue;
                if (before.Value >= value * s_hundred && !value.IsZero) mistakes.Add(commit == FlashSlip ? i : before.By);
                if (field.EndsWith("_cost_per_token", StringComparison.Ordinal) && value >= new ExactDecimal(1, -3)) mistakes.Add(i);
                set[(model, field)] = (value, i);
            }
        }
        return mistakes;
    }
}
