using System.Globalization;
using System.Text;

namespace Accounting.BatchClient.Tests.Support;

/// <summary>Writes logs of OpenAI's chat completions.</summary>
internal sealed class CallLog
{
    private readonly StringBuilder _lines = new();

    public CallLog Add(string id, string model, DateTimeOffset? time, long input = 1000, long output = 100, long cached = 0, string tier = "default")
    {
        var created = time is { } at ? string.Create(CultureInfo.InvariantCulture, $"\"created\":{at.ToUnixTimeSeconds()},") : "";
        _lines.Append(CultureInfo.InvariantCulture,
            $$$$"""
            {"id":"{{{{id}}}}","object":"chat.completion",{{{{created}}}}"model":"{{{{model}}}}","service_tier":"{{{{tier}}}}","choices":[],"usage":{"prompt_tokens":{{{{input}}}},"completion_tokens":{{{{output}}}},"total_tokens":{{{{input + output}}}},"prompt_tokens_details":{"cached_tokens":{{{{cached}}}}}}}
            """).Append('\n');
        return this;
    }

    /// <summary>Bills what was added, as a log of that name; answers the run.</summary>
    public string Bill(CommandHarness harness, string ledger, string tenant, string name)
    {
        harness.Write(name, _lines.ToString());
        var result = harness.Run("bill", Path.Combine(harness.Folder, name), "--tenant", tenant, "--ledger", ledger, "--json");
        Assert.True(result.ExitCode is 0 or 3, result.Error);
        return result.Json.GetProperty("run").GetString()!;
    }
}
