using System.CommandLine;

namespace Accounting.BatchClient.CommandLine;

/// <summary>A command whose <c>--help</c> ends with examples and, where needed, notes.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>Each a line that can be typed as it stands.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    public string Notes { get; init; } = "";
}
