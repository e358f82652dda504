using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// A repository of the hub at a revision: <c>OWNER/NAME[@REVISION]</c>, also <c>NAME</c> alone; <c>main</c> where no revision is named.
/// </summary>
internal sealed partial record HubName(string Repository, string Revision)
{
    private const string DefaultRevision = "main";

    /// <summary>Whether the revision is a commit, whose files never change.</summary>
    public bool IsCommit => Commit().IsMatch(Revision);

    public static bool TryParse(string text, [NotNullWhen(true)] out HubName? name)
    {
        var match = Name().Match(text);
        var revision = match.Groups["revision"] is { Success: true } found ? found.Value : DefaultRevision;
        var isName = match.Success && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("--", StringComparison.Ordinal);
        name = isName ? new(match.Groups["repository"].Value, revision) : null;
        return isName;
    }

    public override string ToString() => $"{Repository}@{Revision}";

    [GeneratedRegex(
        @"^(?<repository>([A-Za-z0-9][\w.-]{0,95}/)?[A-Za-z0-9][\w.-]{0,95})(@(?<revision>[A-Za-z0-9][\w./-]{0,199}))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9a-f]{40}\z")]
    private static partial Regex Commit();
}
