using System.CommandLine;
using Accounting.BatchClient.Billing;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Calls;

namespace Accounting.BatchClient.Inspect;

/// <summary>The options of <c>inspect</c>: those of <c>bill</c> that decide how records are read.</summary>
internal sealed class InspectOptions
{
    private const int CallsDefault = 5;
    private const int CallsLargest = 1_000;

    private readonly Argument<string[]> _inputs = new("INPUT") { Description = "Files, folders, globs, or - for standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly ReadingArguments _reading = new();
    private readonly Option<int?> _calls = new("--calls")
    {
        Description = $"How many calls and rejected records of each input are shown (default: {CallsDefault}).",
        HelpName = "N",
    };
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<string?> _outputFormat = SharedOptions.Format("table, json");

    public void AddTo(Command command)
    {
        command.Add(_inputs);
        foreach (Option option in (Option[])[.. _reading.All, _calls, _json, _outputFormat]) command.Add(option);
    }

    public bool AsJson(ParseResult parse, CommandContext context) => SharedOptions.FormatOf(parse, _outputFormat, _json, context.Settings, "table", "json") == "json";

    public IReadOnlyList<string> Inputs(ParseResult parse, CommandContext context) => [.. parse.GetValue(_inputs)!.Select(input => input == "-" ? input : context.PathOf(input))];

    public ReadingOptions Reading(ParseResult parse, CommandContext context) => _reading.Read(parse, context);

    public int Calls(ParseResult parse, CommandContext context) => Math.Min(context.Settings.Number(parse, _calls, 1) ?? CallsDefault, CallsLargest);
}
