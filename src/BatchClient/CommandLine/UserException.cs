namespace Accounting.BatchClient.CommandLine;

/// <summary>
/// Stops a command with a message for its user: what was wrong, where, what was expected, what to do. Never shown with a stack trace.
/// </summary>
internal sealed class UserException : Exception
{
    public UserException(string message, int exitCode = ExitCodes.Failed) : base(message) => ExitCode = exitCode;

    public UserException(string message, Exception inner) : base(message, inner) => ExitCode = ExitCodes.Failed;

    public int ExitCode { get; }

    /// <summary>An option or argument that the command cannot take as given.</summary>
    public static UserException WrongUsage(string message) => new(message, ExitCodes.WrongUsage);
}
