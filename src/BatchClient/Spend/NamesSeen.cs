using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// Watches which of the tenants and models asked for occur in an answer, so that a name with a wrong letter is not answered with nothing
/// spent.
/// </summary>
internal sealed class NamesSeen
{
    private readonly HashSet<string> _tenants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);

    public IEnumerable<LedgerLine> Watch(IEnumerable<LedgerLine> lines, TimeWindow window, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (window.IsOpen || !line.Key.Slot.IsUndated) Add(line);
            yield return line;
        }
    }

    /// <summary>Notes what is known but has nothing in the window.</summary>
    /// <exception cref="UserException">A name occurs nowhere in the ledger.</exception>
    public void Check(SpendFilter filter, IAccounting ledger, CommandContext context)
    {
        var (tenants, models) = (filter.Tenants.Except(_tenants).ToList(), filter.Models.Except(_models).ToList());
        if (tenants.Count + models.Count == 0 && _tenants.Count > 0) return;
        var all = new NamesSeen();
        foreach (var line in ledger.Lines(new() { Resolution = SpendResolution.Month })) all.Add(line);
        if (all._tenants.Count == 0)
        {
            context.Note("The ledger is empty: nothing has been billed into it yet. Bill logs with 'accounting bill INPUT'.");
            return;
        }
        foreach (var tenant in tenants) Refuse("tenant", tenant, all._tenants);
        foreach (var model in models) Refuse("model", model, all._models);
        if (_tenants.Count == 0) context.Note(
            "Nothing was spent in this window by what was asked for; the ledger has entries outside of it.");
        else foreach (var name in tenants.Concat(models)) context.Note($"'{name}' has nothing in this answer.");
    }

    private static void Refuse(string kind, string name, HashSet<string> known)
    {
        const int Shown = 10;
        if (known.Contains(name)) return;
        var near = NearNames.Suggestion(name, known);
        var list = string.Join(", ", known.Where(other => other.Length > 0).Order(StringComparer.Ordinal).Take(Shown));
        throw new UserException(
            $"The ledger knows no {kind} '{name}'.{near} " +
            $"It knows {Numbers.Count(known.Count)} {kind}{(known.Count == 1 ? "" : "s")}: {list}{(known.Count > Shown ? ", …" : "")}.");
    }

    private void Add(LedgerLine line)
    {
        _tenants.Add(line.Key.Tenant);
        _models.Add(line.Key.ResponseModel);
        _models.Add(line.Key.RequestedModel);
    }
}
