using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Agreements;

/// <summary><c>accounting agreements end</c>: from a day on an agreement holds no more.</summary>
internal static class EndCommand
{
    public static Command Create(CommandContext context)
    {
        var party = new PartyOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and show, change nothing." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("end", "End an agreement: from then on the next one holds, or the cost map alone.")
        {
            Examples = ["accounting agreements end --tenant acme --valid-from 2027-01-01 --reason 'contract ended'"],
        };
        foreach (var option in (Option[])[.. party.All, dryRun, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            if (string.IsNullOrWhiteSpace(parse.GetValue(party.Reason))) throw UserException.WrongUsage("Ending an agreement needs --reason; it is kept.");
            return AgreementOffers.Carry(parse, party, ledger, parse.GetValue(dryRun), asJson, context, offer => offer with { Replaces = true }, mustExist: true);
        });
        return command;
    }
}
