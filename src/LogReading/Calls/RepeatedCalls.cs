using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.LogReading.Calls;

/// <summary>
/// Calls that several records of a chunk report, each as far as it had come (the lines of a session, rows of one answer that was too long
/// for one). The first with the most output is the call; the
/// others get its facts, so that the ledger takes them for what they are: duplicates.
/// </summary>
internal sealed class RepeatedCalls
{
    private readonly List<int> _calls = [];
    private readonly Dictionary<CallId, int> _most = [];

    public void Clear() => _calls.Clear();

    /// <summary>The call that was added last may repeat.</summary>
    public void AddLast(ChunkPosting posting) => _calls.Add(posting.Calls.Count - 1);

    public void Settle(ChunkPosting posting)
    {
        if (_calls.Count == 0) return;
        _most.Clear();
        foreach (var call in _calls)
        {
            var id = posting.Calls[call].Id;
            if (!_most.TryGetValue(id, out var most) || OutputOf(posting, call) > OutputOf(posting, most)) _most[id] = call;
        }
        foreach (var call in _calls)
        {
            var most = posting.Calls[_most[posting.Calls[call].Id]];
            posting.Calls[call] = most with { Record = posting.Calls[call].Record };
        }
        _calls.Clear();
    }

    private static long OutputOf(ChunkPosting posting, int call)
    {
        var output = 0L;
        foreach (var quantity in posting.QuantitiesOf(posting.Calls[call]))
            if (quantity.Meter is Meter.OutputTokens or Meter.ReasoningTokens) output += quantity.Amount;
        return output;
    }
}
