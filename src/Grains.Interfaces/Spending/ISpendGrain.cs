using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Spending;

/// <summary>
/// One tenant's spend on one model; the key is made by <see cref="SpendGrainKey"/>. Posts its part of a group of chunks and answers
/// questions from sums that it holds. The ledger's
/// own unique ids decide what is posted, so a part may be repeated at any time, and two activations at once do no harm.
/// </summary>
[Alias(Aliases.SpendGrain)]
public interface ISpendGrain : IGrainWithStringKey
{
    /// <summary>Posts a part. What identifies it is its run and the places of its records.</summary>
    /// <exception cref="LedgerException">The run is unknown, finished or voided, or the ledger cannot be reached.</exception>
    [Alias("post"), ResponseTimeout("00:01:00")]
    Task<PartAnswer> Post(PartMessage part, CancellationToken cancellationToken = default);

    /// <summary>The key's lines that a filter asks for, as the ledger has them now.</summary>
    /// <param name="filter">Its tenants and models are not looked at; a run or a moment of posting is refused: ask
    /// <c>ILedgerGrain</c>.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    [Alias("lines"), ResponseTimeout("00:01:00")]
    Task<SpendLines> Lines(SpendFilter filter, CancellationToken cancellationToken = default);

    /// <summary>The row version of the sums that it holds; -1 where it holds none.</summary>
    [Alias("version"), ResponseTimeout("00:00:10")]
    Task<long> Version(CancellationToken cancellationToken = default);
}
