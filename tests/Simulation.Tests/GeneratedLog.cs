using System.Globalization;
using System.Text.Json.Nodes;
using Accounting.TestKit;

namespace Accounting.Simulation.Tests;

/// <summary>A log of seeded calls in several files, and what a bill of them on this machine gives: what a cluster is held to.</summary>
internal sealed record GeneratedLog(string Folder, string Digest, long Accepted, int ExitCode)
{
    private static readonly string Accounting = BuiltProgram.PathOf("BatchClient", "accounting");

    /// <param name="folder">Where its files are made, and the local ledger.</param>
    /// <param name="calls">How many calls in all.</param>
    /// <param name="seed">Of the first file; each further one has the next.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<GeneratedLog> CreateAsync(TemporaryFolder folder, int calls, int seed, CancellationToken cancellationToken)
    {
        const int Files = 4, Tenants = 200, Models = 8;
        var logs = Directory.CreateDirectory(folder["logs"]).FullName;
        for (var file = 0; file < Files; file++)
        {
            var options = string.Create(
                CultureInfo.InvariantCulture,
                $"--calls {calls / Files} --seed {seed + file} --tenants {Tenants} --models {Models} --day 2026-10-{file + 1:00} --out {logs}/{file}.jsonl");
            var end = await BuiltProgram.RunAsync(BuiltProgram.PathOf("Generator", "Accounting.Generator"), folder.Path, options.Split(' '), cancellationToken);
            Assert.True(end.Code == 0, end.Errors);
        }
        var bill = await BuiltProgram.RunAsync(Accounting, folder.Path, ["bill", logs, "--ledger", "local.db", "--json"], cancellationToken);
        Assert.True(bill.Code is 0 or 3, bill.Errors);
        var verify = await BuiltProgram.RunAsync(Accounting, folder.Path, ["verify", "--ledger", "local.db", "--json"], cancellationToken);
        return new(logs, JsonNode.Parse(verify.Output)!["ledger_digest"]!.GetValue<string>(), JsonNode.Parse(bill.Output)!["accepted"]!.GetValue<long>(), bill.Code);
    }
}
