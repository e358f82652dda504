namespace Accounting.Grains.Prices;

/// <summary>
/// The answers to the last requests, so that a repeat gets the answer of the first. Bounded; what is forgotten, or was answered by an
/// activation before, is registered again and changes nothing, since equal rows are one.
/// </summary>
internal sealed class AnswerMemory
{
    /// <summary>More than are made within the longest time that a client repeats for.</summary>
    private const int RequestsMax = 10_000;

    private readonly Dictionary<Guid, object> _answers = [];
    private readonly Queue<Guid> _order = new();

    public T? Find<T>(Guid id) where T : class => _answers.GetValueOrDefault(id) as T;

    public void Keep(Guid id, object answer)
    {
        if (!_answers.TryAdd(id, answer)) return;
        _order.Enqueue(id);
        if (_order.Count > RequestsMax) _answers.Remove(_order.Dequeue());
    }
}
