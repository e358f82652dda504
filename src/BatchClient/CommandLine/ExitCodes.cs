namespace Accounting.BatchClient.CommandLine;

/// <summary>What the process answers to its caller. A contract: scripts branch on it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    /// <summary>Done, but some records were rejected or some usage is unpriced.</summary>
    public const int Incomplete = 3;
    /// <summary>Interrupted (Ctrl-C, SIGTERM) after a clean checkpoint.</summary>
    public const int Interrupted = 130;
}
