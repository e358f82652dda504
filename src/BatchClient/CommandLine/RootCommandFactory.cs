using System.CommandLine;
using System.CommandLine.Help;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.CommandLine;

/// <summary>The whole command line: one row per command.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand(
            "Exact cost accounting for LLM calls: bills logs to tenants and models, and answers what was spent, to the last digit.")
        {
            Spend.SpendCommand.Create(context),
            Runs.RunsCommand.Create(context),
            Verify.VerifyCommand.Create(context),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
            if (option.Action is HelpAction standard) option.Action = new HelpWithExamples(standard);
        return root;
    }
}
