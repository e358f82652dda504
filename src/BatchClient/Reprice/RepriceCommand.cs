using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary><c>accounting reprice</c>: shows what other prices change about what was billed, and posts the differences.</summary>
internal static class RepriceCommand
{
    private const string Notes =
        """
        Nothing that is posted is ever changed: the differences are posted as entries of their own, which name the old and the new price version and the reason.
        A plan that was written with --plan is applied as it was looked at, or refused where the usage within its scope or the prices changed since.
        Applying a plan twice posts nothing more. Calls without a time are priced as of their run, and are outside of any window.
        Exit codes: 0 done; 1 refused, no such ledger or model; 2 wrong usage; 3 done, but some usage in scope has no price.
        """;

    public static Command Create(CommandContext context)
    {
        var options = new RepriceOptions();
        var command = new DocumentedCommand("reprice", "Show what other prices change about what was billed; post the differences with --apply.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting reprice --since 2026-10-01 --until 2026-11-01",
                "accounting reprice --model gpt-4o --plan plan.json",
                "accounting reprice --apply --plan plan.json --reason \"the price list of October was wrong\"",
                "accounting reprice --since 2026-07-01 --until 2026-08-01 --as gpt-5-mini",
                "accounting reprice --tenant acme --prices 2026-09-30",
            ],
        };
        foreach (var option in options.All) command.Add(option);
        command.SetAction((parse, token) => Task.FromResult(Run(options, parse, context, token)));
        return command;
    }

    private static int Run(RepriceOptions options, ParseResult parse, CommandContext context, CancellationToken token)
    {
        var asJson = SharedOptions.FormatOf(parse, options.Format, options.Json, context.Settings, "table", "json") == "json";
        var request = options.RequestOf(parse, context);
        var (plan, receipt) = Carry(request, options.Ledger.NameOf(parse, context.Settings), context, token);
        NoteWhatIsMissing(plan, context);
        if (request.PlanFile is { } file) PlanFile.Write(file, request, plan, context);
        if (asJson) RepriceJson.Write(context.Out, request, plan, receipt);
        else RepriceTable.Write(context, request, plan, receipt, parse.GetValue(options.Exact));
        return plan.Unpriced.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static (RepricePlan Plan, RepriceReceipt? Receipt) Carry(RepriceRequest request, string? ledger, CommandContext context, CancellationToken token)
    {
        if (!request.Apply)
        {
            using var reader = context.Ledgers.OpenToRead(ledger, context);
            return (reader.PlanReprice(request.Scope, request.Target, token), null);
        }
        using var writer = context.Ledgers.OpenToWrite(ledger, context);
        var receipt = writer.Reprice(new(request.Scope, request.Target, request.Reason, request.Plan), token);
        return (receipt.Plan, receipt);
    }

    // A name with a wrong letter must not look like usage that costs the same.
    private static void NoteWhatIsMissing(RepricePlan plan, CommandContext context)
    {
        var (scope, tenants) = (plan.Scope, plan.Rows.Select(row => row.Tenant).ToHashSet(StringComparer.Ordinal));
        var models = plan.Rows.Select(row => row.Model).ToHashSet(StringComparer.Ordinal);
        if (plan.Rows.Count == 0 && scope.Tenants.Length + scope.Models.Length + scope.Providers.Length > 0)
            throw new UserException($"Nothing is posted within the scope {scope}. Look with 'accounting spend --group-by tenant,model,provider' at what there is.");
        if (plan.Rows.Count == 0) context.Note("Nothing is posted within the scope.");
        foreach (var name in scope.Tenants.Where(name => !tenants.Contains(name)).Concat(scope.Models.Where(name => !models.Contains(name))))
            context.Note($"'{name}' has nothing posted within the scope.");
    }
}
