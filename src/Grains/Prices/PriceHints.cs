using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Accounting.Grains.Prices;

/// <summary>Tells all silos of a new version. One-way: a silo that is not reached finds out at its next question.</summary>
internal sealed class PriceHints(IServiceProvider services, IClusterMembershipService membership) : GrainServiceClient<IPriceHintService>(services)
{
    public void Send(string digest)
    {
        foreach (var silo in membership.CurrentSnapshot.Members.Values)
            if (silo.Status == SiloStatus.Active) GetGrainService(silo.SiloAddress).Hint(digest).Ignore();
    }
}
