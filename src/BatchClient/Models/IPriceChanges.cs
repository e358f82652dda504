using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>Changes the prices that a ledger keeps, each change in a version of its own.</summary>
internal interface IPriceChanges
{
    /// <summary>Registers the prices of one model. Where they are refused nothing is stored, and the map is the present one.</summary>
    (CostMap Map, RegistrationResult Result) Register(PriceOffer offer);

    /// <summary>Takes over a map in LiteLLM's form, after its checks.</summary>
    (CostMap Map, ImportReport Report) Import(byte[] content, ImportOptions options);

    /// <summary>By the ledger itself where it can, else by this process.</summary>
    static IPriceChanges Of(IAccounting ledger) => ledger as IPriceChanges ?? new StoredPriceChanges(ledger);
}
