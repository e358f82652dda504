using System.CommandLine;
using System.CommandLine.Help;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.CommandLine;

/// <summary>The whole command line: one row per command.</summary>
internal static class RootCommandFactory
{
    private static readonly (string Name, Func<CommandContext, Command> Create)[] Rows =
    [
        ("demo", Demo.DemoCommand.Create),
        ("bill", Billing.BillCommand.Create),
        ("inspect", Inspect.InspectCommand.Create),
        ("formats", Formats.FormatsCommand.Create),
        ("spend", Spend.SpendCommand.Create),
        ("models", Models.ModelsCommand.Create),
        ("agreements", Agreements.AgreementsCommand.Create),
        ("cost", Cost.CostCommand.Create),
        ("tokens", Tokens.TokensCommand.Create),
        ("reprice", Reprice.RepriceCommand.Create),
        ("runs", Runs.RunsCommand.Create),
        ("statement", Statements.StatementCommand.Create),
        ("close", Statements.CloseCommand.Create),
        ("explain", Explain.ExplainCommand.Create),
        ("reconcile", Reconcile.ReconcileCommand.Create),
        ("verify", Verify.VerifyCommand.Create),
    ];

    /// <param name="context">The world around the commands.</param>
    /// <param name="arguments">A command that is not asked for stands there by its name alone: what it needs is not loaded.</param>
    public static RootCommand Create(CommandContext context, IReadOnlyList<string> arguments)
    {
        var root = new RootCommand(
            "Exact cost accounting for LLM calls: bills logs to tenants and models, and answers what was spent, to the last digit.");
        var isNamed = arguments.Count > 0 && Rows.Any(row => row.Name == arguments[0]);
        foreach (var row in Rows) root.Add(!isNamed || row.Name == arguments[0] ? row.Create(context) : new Command(row.Name));
        foreach (var option in root.Options.OfType<HelpOption>())
            if (option.Action is HelpAction standard) option.Action = new HelpWithExamples(standard);
        return root;
    }
}
