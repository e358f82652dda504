using System.Text;
using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>
/// Bills inputs with the whole command and checks each time what holds for any input: conservation, and that what was refused stands in
/// the quarantine file.
/// </summary>
internal sealed class BadInputBench : IDisposable
{
    private static readonly string[] Fates = ["accepted", "not_billable", "duplicate", "conflicting", "rejected"];

    public CommandHarness Harness { get; } = new();

    public string this[string name] => Path.Combine(Harness.Folder, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Lines(string name, params IEnumerable<string> lines) =>
        Harness.Write(name, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Bills into <c>a.db</c>, expecting that exit code.</summary>
    public BadInputAnswer Bill(int exitCode, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}, expected {exitCode}: {result.Error}{result.Out}");
        return Check(result.Json);
    }

    /// <summary>Bills into <c>a.db</c>, which must fail with a message that says all of that.</summary>
    public void Refuse(int exitCode, IEnumerable<string> says, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == exitCode, $"exit code {result.ExitCode}, expected {exitCode}: {result.Error}{result.Out}");
        Assert.Equal("", result.Out);
        foreach (var text in says) Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    public string? DigestOf(string ledger) =>
        Harness.Run("verify", "--ledger", ledger, "--json").Json.GetProperty("ledger_digest").GetString();

    /// <summary>What holds for every answer of <c>bill</c>.</summary>
    public static BadInputAnswer Check(JsonElement answer)
    {
        AssertConservation(answer);
        foreach (var input in answer.GetProperty("inputs").EnumerateArray()) AssertConservation(input);
        var file = answer.GetProperty("quarantine").GetString();
        var kept = file is null ? [] : File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(answer.GetProperty("rejected").GetInt64() + answer.GetProperty("conflicting").GetInt64(), kept.Count);
        return new(answer, kept);
    }

    private CommandResult Run(string[] arguments)
    {
        string[] ledger = arguments.Contains("--ledger") ? [] : ["--ledger", "a.db"];
        return Harness.Run(["bill", .. arguments, .. ledger, "--digest", "--json"]);
    }

    private static void AssertConservation(JsonElement counts) =>
        Assert.Equal(counts.GetProperty("read").GetInt64(), Fates.Sum(fate => counts.GetProperty(fate).GetInt64()));

    public void Dispose() => Harness.Dispose();
}

/// <summary>An answer of <c>bill --json</c> with the lines of its quarantine file.</summary>
internal sealed record BadInputAnswer(JsonElement Json, IReadOnlyList<JsonElement> Quarantine)
{
    public long this[string count] => Json.GetProperty(count).GetInt64();

    public string? Digest => Json.GetProperty("ledger_digest").GetString();

    public string? File => Json.GetProperty("quarantine").GetString();

    /// <summary>The counts of all fates, as <c>read accepted rejected</c>.</summary>
    public (long Read, long Accepted, long Rejected) Counts => (this["read"], this["accepted"], this["rejected"]);

    /// <summary>The one record that was refused: its reason, a part of its message, and its bytes.</summary>
    public void AssertRefused(string reason, string says, ReadOnlySpan<byte> raw, long? row = null)
    {
        var record = Assert.Single(Quarantine);
        Assert.Equal(reason, record.GetProperty("reason").GetString());
        Assert.Contains(says, record.GetProperty("message").GetString(), StringComparison.Ordinal);
        if (row is not null) Assert.Equal(row, record.GetProperty("row").GetInt64());
        Assert.True(raw.SequenceEqual(RawOf(record)), $"The quarantine file has other bytes: {record}");
    }

    /// <summary>All these lines were refused and no other; they stand behind a good one.</summary>
    public void AssertAllRefused(string reason, List<string> lines, List<string> says)
    {
        Assert.Equal(lines.Count, Quarantine.Count);
        foreach (var (record, at) in Quarantine.Select((record, at) => (record, at)))
        {
            Assert.Equal(reason, record.GetProperty("reason").GetString());
            Assert.Contains(says[at], record.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(at + 2, record.GetProperty("row").GetInt32());
            Assert.Equal(lines[at], record.GetProperty("raw").GetString());
        }
    }

    public static byte[] RawOf(JsonElement record) => record.TryGetProperty("raw", out var text)
        ? Encoding.UTF8.GetBytes(text.GetString()!)
        : record.GetProperty("raw_base64").GetBytesFromBase64();
}
