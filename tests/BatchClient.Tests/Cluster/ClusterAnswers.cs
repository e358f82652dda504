using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Answers of commands, made comparable.</summary>
internal static partial class ClusterAnswers
{
    /// <summary>An answer without what is another one each time: the run's name, the file named after it, and what was timed.</summary>
    public static string WithoutChance(string answer)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        foreach (var name in new[] { "run", "started_at", "finished_at", "quarantine", "seconds", "calls_per_second", "bytes_per_second" }) json.Remove(name);
        return json.ToJsonString();
    }

    /// <summary>A run's name, by chance in part.</summary>
    [GeneratedRegex("r-[0-9]{8}-[0-9a-f]+")]
    public static partial Regex RunName();
}
