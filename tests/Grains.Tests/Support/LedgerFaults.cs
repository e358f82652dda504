using Accounting.Core.Ledger;

namespace Accounting.Grains.Tests.Support;

/// <summary>
/// Lets a ledger's steps fail, as a server does that goes away: before anything is stored, or after all is, when only the answer is lost.
/// </summary>
internal sealed class LedgerFaults
{
    private readonly Lock _lock = new();
    private Random? _random;
    private double _share;

    /// <summary>Lets about this share of the steps fail, half of them before, half after.</summary>
    public void Begin(int seed, double share)
    {
        lock (_lock) (_random, _share) = (new(seed), share);
    }

    public void End()
    {
        lock (_lock) _random = null;
    }

    public T Around<T>(Func<T> step)
    {
        var (fails, after) = Draw();
        if (fails && !after) throw Failure();
        var result = step();
        return fails ? throw Failure() : result;
    }

    private (bool Fails, bool After) Draw()
    {
        lock (_lock) return _random is null ? default : (_random.NextDouble() < _share, _random.Next(2) == 0);
    }

    private static LedgerException Failure() => new(LedgerFault.Unavailable, "The server went away (a test).");
}
