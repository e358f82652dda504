using System.Text.Json.Nodes;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Answers of commands, made comparable.</summary>
internal static class ClusterAnswers
{
    /// <summary>An answer without what is another one each time: the run's name, the file named after it, and what was timed.</summary>
    public static string WithoutChance(string answer)
    {
        var json = JsonNode.Parse(answer)!.AsObject();
        foreach (var name in new[] { "run", "quarantine", "seconds", "calls_per_second", "bytes_per_second" }) json.Remove(name);
        return json.ToJsonString();
    }
}
