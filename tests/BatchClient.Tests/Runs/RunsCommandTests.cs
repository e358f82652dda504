using Accounting.BatchClient.Tests.Support;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Tests.Runs;

public sealed class RunsCommandTests
{
    private static readonly RecordCounts Counts = new(Read: 1_010, Accepted: 1_000, NotBillable: 1, Duplicate: 2, Conflicting: 3, Rejected: 4);

    private static CommandHarness Harness() => new()
    {
        Ledger = new FakeLedger
        {
            RunList = { Records.Run("r-2b", RunState.Finished, Counts), Records.Run("r-1a", RunState.Voided, Counts, Counts), Records.Run("r-10", RunState.Unfinished) },
        },
    };

    [Fact]
    public void List_Json_HasStatesAndSummedCounts()
    {
        using var harness = Harness();

        var runs = harness.Run("runs", "list", "--json").Json.GetProperty("runs");

        Assert.Equal(["finished", "voided", "unfinished"], runs.EnumerateArray().Select(run => run.GetProperty("state").GetString()));
        Assert.Equal(2_000, runs[1].GetProperty("accepted").GetInt64());
        Assert.Equal("wrong tenant", runs[1].GetProperty("void_reason").GetString());
        Assert.Equal("null", runs[2].GetProperty("finished_at").GetRawText());
    }

    [Fact]
    public void List_Table_HasALinePerRun()
    {
        using var harness = Harness();

        var text = harness.Run("runs", "list").Out;

        Assert.Matches(@"r-2b +finished +2026-10-02 03:04:05 +1 +1,010 +1,000 +2 +3 +4 +accounting bill logs\n", text);
    }

    [Fact]
    public void List_NoRuns_SaysSo()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("runs", "list");

        Assert.Equal((0, ""), (result.ExitCode, result.Out));
        Assert.Contains("The ledger has no runs yet.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_Json_IsTheRunWithItsInputsAndCost()
    {
        using var harness = Harness();
        harness.Ledger!.Add("acme", "gpt-4o", "1.25").Add("acme", "mystery", null);

        harness.Run("runs", "show", "r-2b", "--json").AssertJson(
            """
            {"schema_version":1,"run":"r-2b","state":"finished","command":"accounting bill logs","started_at":"2026-10-02T03:04:05Z","finished_at":"2026-10-02T03:04:07.5Z",
             "cost_map":{"version":"7","digest":"sha256:ab"},"undated_at":"2026-10-02T03:04:05Z",
             "inputs":[{"uri":"file:///logs/0.jsonl","bytes":2500000,"read":1010,"accepted":1000,"not_billable":1,"duplicate":2,"conflicting":3,"rejected":4,
                        "fingerprint":"2500000-0","sha256":"ff","skipped":false,"done":true}],
             "read":1010,"accepted":1000,"not_billable":1,"duplicate":2,"conflicting":3,"rejected":4,"tokens":{"input_tokens":200,"output_tokens":20},
             "cost":"1.25","currency":"USD","incomplete":{"unpriced":[{"model":"mystery","calls":1,"tokens":110}],"undated":{"calls":0,"tokens":0}}}
            """);
    }

    [Fact]
    public void Show_Table_HasInputsAndTotal()
    {
        using var harness = Harness();

        var text = harness.Run("runs", "show", "r-1a").Out;

        Assert.StartsWith("Run r-1a, voided (wrong tenant)\n", text, StringComparison.Ordinal);
        Assert.Matches(@"/logs/1.jsonl +2.5 MB +1,010 +1,000 +1 +2 +3 +4", text);
        Assert.Matches(@"total +2,020 +2,000 +2 +4 +6 +8", text);
    }

    [Theory]
    [InlineData("r-2", "r-2b")]
    [InlineData("r-1a", "r-1a")]
    public void Show_Prefix_FindsTheOnlyRun(string typed, string run)
    {
        using var harness = Harness();

        Assert.Equal(run, harness.Run("runs", "show", typed, "--json").Json.GetProperty("run").GetString());
    }

    [Theory]
    [InlineData("r-1", "2 runs begin with 'r-1': r-1a, r-10. Type more of the name.")]
    [InlineData("q-2b", "The ledger has no run 'q-2b'. Did you mean 'r-2b'?")]
    [InlineData("", "The ledger has no run ''.")]
    public void Show_UnknownOrAmbiguous_IsRefused(string typed, string message)
    {
        using var harness = Harness();

        var result = harness.Run("runs", "show", typed);

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Void_WithReason_ReversesTheRun()
    {
        using var harness = Harness();

        harness.Run("runs", "void", "r-2", "--reason", " wrong tenant ", "--json")
            .AssertJson("""{"schema_version":1,"run":"r-2b","state":"voided","void_reason":"wrong tenant","entries":7}""");
        Assert.Equal([("r-2b", "wrong tenant")], harness.Ledger!.Voided);
    }

    [Theory]
    [InlineData("runs void r-2b", 2, "Option '--reason' is required.")]
    [InlineData("runs void r-2b --reason=", 2, "Required argument missing for option: '--reason'.")]
    [InlineData("runs void r-2b --reason \t", 2, "--reason is empty")]
    [InlineData("runs void r-1a --reason again", 1, "Run r-1a was voided already (wrong tenant). Nothing was changed.")]
    [InlineData("runs void --reason x", 2, "Required argument 'RUN' missing for command: 'void'.")]
    [InlineData("runs", 2, "'accounting runs' needs a command: list, show, void, gaps.")]
    [InlineData("runs lst", 2, "Unknown command 'lst'. Did you mean 'list'?")]
    public void Void_NotPossible_IsRefusedAndChangesNothing(string command, int exitCode, string message)
    {
        using var harness = Harness();

        var result = harness.Run(command.Split(' '));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(harness.Ledger!.Voided);
    }
}
