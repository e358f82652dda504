using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Accounting.BatchClient.CommandLine;

/// <summary>The standard help, followed by the command's notes and examples.</summary>
internal sealed class HelpWithExamples(HelpAction standard) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not DocumentedCommand command) return ExitCodes.Done;
        if (command.Notes.Length > 0) output.WriteLine(command.Notes + Environment.NewLine);
        if (command.Examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples) output.WriteLine("  " + example);
            output.WriteLine();
        }
        return ExitCodes.Done;
    }
}
