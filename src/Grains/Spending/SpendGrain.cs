using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Posting;

namespace Accounting.Grains.Spending;

/// <summary>
/// Posts one spend key's parts and holds its sums. What it holds is a cache checked by row version: right or dropped, whatever else writes
/// to the ledger.
/// </summary>
internal sealed class SpendGrain(SiloLedger ledger, PostingOptions options) : Grain, ISpendGrain
{
    private HeldSums? _held;

    private SpendKey Key => SpendGrainKey.Parse(this.GetPrimaryKeyString());

    public async Task<PartAnswer> Post(PartMessage part, CancellationToken cancellationToken)
    {
        try
        {
            if (ledger.Writer is not { } writer) throw Refused("This ledger takes whole chunks only: post them through the run's grain.");
            var own = part.ToPart(Key);
            own.WantsAdded = _held is not null;
            if (writer.TryPost([own]) is not { } posted) return PartAnswer.Busy;
            var receipt = (await posted)[0];
            if (_held is not null && (!_held.TryAdd(receipt) || _held.Count > options.HeldLinesMax)) _held = null;
            return PartAnswer.From(receipt);
        }
        catch
        {
            // Whether it was stored is not known: what is held may be wrong.
            _held = null;
            DeactivateOnIdle();
            throw;
        }
    }

    public async Task<SpendLines> Lines(SpendFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Run is not null || filter.PostedBefore is not null)
            throw Refused("A spend grain answers what its key has now; ask the ledger grain for a run, or for a moment of posting.");
        if (ledger.Parts is not { } parts) return new(0, await FromLedger(filter));
        var key = Key;
        var version = await ledger.Query(_ => parts.VersionOf(key));
        if (_held?.Version == version) return new(version, [.. _held.Lines(filter)]);
        _held = null;
        var sums = await ledger.Query(_ => parts.ReadSums(key));
        var held = new HeldSums(sums);
        if (held.Count <= options.HeldLinesMax) _held = held;
        return new(sums.Version, [.. held.Lines(filter)]);
    }

    public Task<long> Version(CancellationToken cancellationToken) => Task.FromResult(_held?.Version ?? -1);

    private static LedgerException Refused(string message) => new(LedgerFault.Refused, message);

    private Task<LedgerLine[]> FromLedger(SpendFilter filter)
    {
        var (tenant, model) = Key;
        return ledger.Query(accounting => accounting.Lines(filter with { Tenants = [tenant], Models = [model] }).ToArray());
    }
}
