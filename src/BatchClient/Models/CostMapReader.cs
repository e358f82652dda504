using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary>The cost map that a question is about, and the models in it.</summary>
internal static class CostMapReader
{
    /// <summary>The map in force: with what is registered in the ledger where there is one, else what ships.</summary>
    public static CostMap Read(string? ledger, CommandContext context)
    {
        if (!LedgerOpener.Exists(ledger, context))
        {
            if (ledger is not null) context.Note($"There is no ledger '{LedgerOpener.Shown(ledger)}': only the prices that ship with the program are known.");
            return ShippedPrices.Map;
        }
        using var store = context.Ledgers.Open(ledger, LedgerAccess.ReadOnly, context);
        return new CostMapVersions(store).Newest();
    }

    /// <summary>The entry that prices calls of that name.</summary>
    /// <exception cref="UserException">There is none; names near ones.</exception>
    public static Resolution Resolve(CostMap map, string name, string? provider)
    {
        var found = map.Resolve(name, provider ?? "");
        return found.Model is not null ? found : throw Unknown(found);
    }

    /// <summary>What to tell of a name that leads to no entry.</summary>
    public static UserException Unknown(Resolution found) => new(
        $"No price is known for '{found.Asked}': {found.Why}.{Suggest(found.NearNames)} Register one with 'accounting models register'.");

    public static string Suggest(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : $" Did you mean {string.Join(" or ", names.Take(3).Select(name => $"'{name}'"))}?";
}
