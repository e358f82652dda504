using Accounting.Core.Ledger.Parts;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>What became of the calls of one part.</summary>
internal sealed class PartFates(int calls)
{
    private readonly bool[] _accepted = new bool[calls];
    private readonly Dictionary<int, PostedCall> _known = [];
    private readonly List<KnownCall> _receipt = [];

    /// <summary>The calls whose id is in the ledger from another record, in the order in which they were found.</summary>
    public IReadOnlyList<KnownCall> Known => _receipt;

    /// <summary>Whether the call is to be charged: its id was added by this posting.</summary>
    public bool IsAccepted(int call) => _accepted[call];

    public void Accept(int call) => _accepted[call] = true;

    /// <summary>
    /// The id is in the ledger. Where it came from this very record, an earlier attempt charged it: it is accepted and adds nothing.
    /// </summary>
    public void SettleKnown(in Claimed claim, in PostedCall stored)
    {
        _known.Add(claim.Call, stored);
        if (!stored.IsSameRecord(claim.Stored)) _receipt.Add(new(claim.Call, stored.Facts, stored.RunName));
    }

    /// <summary>The id was offered before in the same posting: the copy shares the fate of the first.</summary>
    public void SettleCopy(in Claimed copy, in Claimed first, PartFates firstFates) =>
        SettleKnown(copy, firstFates._known.TryGetValue(first.Call, out var stored) ? stored : first.Stored);
}
