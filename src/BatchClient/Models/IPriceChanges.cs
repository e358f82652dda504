using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>Changes the prices that a ledger keeps, each change in a version of its own.</summary>
internal interface IPriceChanges
{
    /// <summary>Registers prices, all in one version. Where one is refused nothing is stored, and the map is the present one.</summary>
    (CostMap Map, IReadOnlyList<RegistrationResult> Results) Register(IReadOnlyList<PriceOffer> offers);

    /// <summary>As for several, of one.</summary>
    (CostMap Map, RegistrationResult Result) Register(PriceOffer offer)
    {
        var (map, results) = Register([offer]);
        return (map, results[0]);
    }

    /// <summary>Takes over a map in LiteLLM's or genai-prices' form, after its checks.</summary>
    (CostMap Map, ImportReport Report) Import(byte[] content, ImportOptions options);

    /// <summary>By the ledger itself where it can, else by this process.</summary>
    static IPriceChanges Of(IAccounting ledger) => ledger as IPriceChanges ?? new StoredPriceChanges(ledger);
}
