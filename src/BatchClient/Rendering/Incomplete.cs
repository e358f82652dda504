using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Rendering;

/// <summary>
/// What an answer does not know: usage without a price (invariant 5) and calls without a time (invariant 10). Stands in every answer, empty
/// where all is known.
/// </summary>
internal sealed class Incomplete
{
    private const int ModelsNamed = 10;

    private readonly SortedDictionary<string, Tally> _unpriced = new(StringComparer.Ordinal);
    private readonly Tally _undated = new();
    private bool _undatedAreCounted = true;

    public bool HasUnpriced => _unpriced.Values.Any(IsSomething);

    /// <summary>Calls and tokens that no price is known for, by model, in ordinal order.</summary>
    public IEnumerable<(string Model, Tally Sum)> Unpriced => _unpriced.Where(model => IsSomething(model.Value)).Select(model => (model.Key, model.Value));

    /// <summary>Calls whose log gives no time at all: billed as of the run's pinned instant.</summary>
    public Tally Undated => _undated;

    /// <param name="line">A line that the answer is about.</param>
    /// <param name="isCounted">Whether it is in the answer's sums; a line without a time is in no window.</param>
    public void Add(LedgerLine line, bool isCounted = true)
    {
        if (line.Key.Slot.IsUndated)
        {
            _undated.Add(line);
            _undatedAreCounted = isCounted;
        }
        if (line.UnpricedCalls == 0 || !isCounted) return;
        var model = ModelOf(line.Key);
        if (!_unpriced.TryGetValue(model, out var sum)) _unpriced[model] = sum = new();
        // Where only some calls of a key are unpriced their tokens are not kept apart: all are told, rather too many than too few.
        sum.Add(line with { Calls = line.UnpricedCalls });
    }

    /// <summary>The model that is priced: the response's, or the requested one where the response names none.</summary>
    public static string ModelOf(EntryKey key) => key.ResponseModel.Length > 0 ? key.ResponseModel : key.RequestedModel;

    public void WriteJson(Utf8JsonWriter json, string property = "incomplete")
    {
        json.WriteStartObject(property);
        json.WriteStartArray("unpriced");
        foreach (var (model, sum) in Unpriced)
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            WriteSum(json, sum);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("undated");
        WriteSum(json, _undated);
        if (!_undatedAreCounted) json.WriteBoolean("in_total", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A sentence for each gap; models beyond the first <see cref="ModelsNamed"/> are summed up in one.</summary>
    public IEnumerable<string> Sentences()
    {
        var models = Unpriced.ToList();
        foreach (var (model, sum) in models.Take(ModelsNamed))
            yield return $"No price is known for {(model.Length > 0 ? $"'{model}'" : "calls without a model")}: {Count(sum)} not in the cost.";
        if (models.Count > ModelsNamed) yield return $"No price is known for {Numbers.Count(models.Count - ModelsNamed)} more models; --json names all.";
        if (IsSomething(_undated))
            yield return $"{Count(_undated)} without a time in the log, billed as undated{(_undatedAreCounted ? "" : "; in no window and not in this total")}.";
    }

    private static string Count(Tally sum) => $"{Numbers.Count(sum.Calls)} call{(sum.Calls == 1 ? "" : "s")} ({Numbers.Count(sum.Tokens)} tokens)";

    private static bool IsSomething(Tally sum) => sum.Calls != 0 || sum.Tokens != 0;

    private static void WriteSum(Utf8JsonWriter json, Tally sum)
    {
        json.WriteNumber("calls", sum.Calls);
        json.WriteNumber("tokens", sum.Tokens);
    }
}
